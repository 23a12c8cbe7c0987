package io.mtlsagent.revocation;

import java.io.File;
import java.util.Objects;

/** What happened to one file of revocation lists when the files were looked at again. */
public final class CrlChange {

  /** The kinds of change. */
  public enum Kind {
    /** New lists are in force. */
    UPDATED,
    /** The file cannot be used; its last good lists stay in force. */
    REFUSED,
    /** The file is gone; its lists stay in force until they are outdated or superseded. */
    VANISHED,
    /** The file is gone, and so are its lists. */
    REMOVED,
    /** A list is past its nextUpdate, and no newer one is there. */
    STALE
  }

  private final Kind kind;
  private final File file;
  private final String detail;

  CrlChange(Kind kind, File file, String detail) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.file = Objects.requireNonNull(file, "file");
    this.detail = Objects.requireNonNull(detail, "detail");
  }

  public Kind kind() {
    return kind;
  }

  public File file() {
    return file;
  }

  /** What is in force now, or why the file was refused, in words. */
  public String detail() {
    return detail;
  }

  @Override
  public String toString() {
    return kind + " " + file + ": " + detail;
  }
}

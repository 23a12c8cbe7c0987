package io.mtlsagent.audit;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Where the audit log goes ({@code audit.file}). */
public final class AuditTarget {

  enum Kind {
    FILE,
    FILE_OR_STANDARD_ERROR,
    STANDARD_OUTPUT,
    STANDARD_ERROR,
    NONE
  }

  private final Kind kind;
  private final @Nullable File file;

  private AuditTarget(Kind kind, @Nullable File file) {
    this.kind = kind;
    this.file = file;
  }

  /** A file that must be writable at the start. */
  public static AuditTarget file(File file) {
    return new AuditTarget(Kind.FILE, file);
  }

  /** A file, or standard error with a warning where it cannot be written at the start. */
  public static AuditTarget fileOrStandardError(File file) {
    return new AuditTarget(Kind.FILE_OR_STANDARD_ERROR, file);
  }

  public static AuditTarget standardOutput() {
    return new AuditTarget(Kind.STANDARD_OUTPUT, null);
  }

  public static AuditTarget standardError() {
    return new AuditTarget(Kind.STANDARD_ERROR, null);
  }

  /** No audit log: events are discarded. */
  public static AuditTarget none() {
    return new AuditTarget(Kind.NONE, null);
  }

  Kind kind() {
    return kind;
  }

  /** The file of the two kinds that have one. */
  File file() {
    if (file == null) {
      throw new IllegalStateException(kind + " has no file");
    }
    return file;
  }
}

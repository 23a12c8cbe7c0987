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
    SYSLOG,
    NONE
  }

  private final Kind kind;
  private final @Nullable File file;
  private final @Nullable SyslogConnection collector;
  private final String name;

  private AuditTarget(Kind kind, @Nullable File file) {
    this(kind, file, null, "");
  }

  private AuditTarget(
      Kind kind, @Nullable File file, @Nullable SyslogConnection collector, String name) {
    this.kind = kind;
    this.file = file;
    this.collector = collector;
    this.name = name;
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

  /**
   * A syslog collector that is reached by UDP.
   *
   * @param name for people
   */
  public static AuditTarget syslogByUdp(String name, String host, int port) {
    return new AuditTarget(Kind.SYSLOG, null, new SyslogDatagrams(host, port), name);
  }

  /**
   * A syslog collector that is reached by TCP.
   *
   * @param name for people
   * @param tls null for a connection without
   */
  public static AuditTarget syslogByTcp(
      String name, String host, int port, @Nullable CollectorTls tls) {
    return new AuditTarget(Kind.SYSLOG, null, new SyslogStream(host, port, tls), name);
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

  /** The way to the collector of the kind that has one. */
  SyslogConnection collector() {
    if (collector == null) {
      throw new IllegalStateException(kind + " has no collector");
    }
    return collector;
  }

  /** The name of a collector, for people; empty for other kinds. */
  String name() {
    return name;
  }
}

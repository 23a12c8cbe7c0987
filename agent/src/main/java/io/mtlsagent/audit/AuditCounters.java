package io.mtlsagent.audit;

/** How the audit log has fared since the start, at one moment. */
public final class AuditCounters {

  private final long written;
  private final long dropped;
  private final int queued;

  AuditCounters(long written, long dropped, int queued) {
    this.written = written;
    this.dropped = dropped;
    this.queued = queued;
  }

  /** Lines handed to the operating system. */
  public long written() {
    return written;
  }

  /** Events lost because there was no room for them. */
  public long dropped() {
    return dropped;
  }

  /** Events that wait to be written. */
  public int queued() {
    return queued;
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import org.jspecify.annotations.Nullable;

/** Says in the audit log what happens to revocation data from the network. */
final class RevocationReport implements RevocationEvents {

  private final AuditLog audit;
  private final StandardErrorLog log;
  private volatile @Nullable Runnable updated;

  RevocationReport(AuditLog audit, StandardErrorLog log) {
    this.audit = audit;
    this.log = log;
  }

  /** What is done from now on when newer data is in force. */
  void onUpdate(Runnable action) {
    updated = action;
  }

  @Override
  public void updated(String source, String detail) {
    record(AuditAction.REVOCATION_UPDATED, source, detail);
    Runnable action = updated;
    if (action != null) {
      action.run();
    }
  }

  @Override
  public void stale(String source, String detail) {
    record(AuditAction.REVOCATION_STALE, source, detail);
    log.warning("no current revocation data of " + source + ": " + detail);
  }

  @Override
  public void cacheLost(String directory) {
    String problem =
        "revocation.cache: the directory "
            + directory
            + " was good and cannot be made or written any more. What is fetched is kept in memory"
            + " alone as long as that is so. Make it again, or remove the key.";
    audit.record(AuditEvent.of(AuditAction.CONFIG_REFUSED).reason(problem).build());
    log.warning(problem);
  }

  private void record(AuditAction action, String source, String detail) {
    audit.record(
        AuditEvent.of(action).reason(source + ": " + detail).detail("source", source).build());
  }
}

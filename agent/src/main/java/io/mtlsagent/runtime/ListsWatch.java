package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.revocation.CrlChange;

/** Looks at the files of revocation lists again, and says in the audit log what has changed. */
final class ListsWatch {

  private final RevocationData data;
  private final AuditLog audit;
  private final StandardErrorLog log;

  /** The last problem that was told, so that it is told once and not at each look. */
  private String lastProblem = "";

  ListsWatch(RevocationData data, AuditLog audit, StandardErrorLog log) {
    this.data = data;
    this.audit = audit;
    this.log = log;
  }

  /** Never throws. */
  void look() {
    try {
      for (CrlChange change : data.lists().refresh(data.files())) {
        tell(change);
      }
      lastProblem = "";
    } catch (ConfigurationException e) {
      refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory for a huge list: the next look must come.
      refused("the revocation lists could not be looked at: " + e);
    }
    for (CrlChange change : data.lists().outdated()) {
      tell(change);
    }
  }

  /** Why the last look has failed; empty where it has not. */
  String lastProblem() {
    return lastProblem;
  }

  private void tell(CrlChange change) {
    AuditAction action = actionOf(change.kind());
    audit.record(
        AuditEvent.of(action)
            .reason(change.file() + ": " + change.detail())
            .detail("file", change.file().getPath())
            .build());
    if (action != AuditAction.REVOCATION_UPDATED) {
      log.warning(change.file() + ": revocation.crl: " + change.detail());
    }
  }

  private static AuditAction actionOf(CrlChange.Kind kind) {
    switch (kind) {
      case UPDATED:
      case REMOVED:
        return AuditAction.REVOCATION_UPDATED;
      case STALE:
        return AuditAction.REVOCATION_STALE;
      default:
        return AuditAction.CONFIG_REFUSED;
    }
  }

  private void refused(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      log.warning(problem);
      audit.record(AuditEvent.of(AuditAction.CONFIG_REFUSED).reason(problem).build());
    }
  }
}

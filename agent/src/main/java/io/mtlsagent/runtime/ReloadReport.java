package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import java.util.ArrayList;
import java.util.List;

/** Says on standard error and in the audit log what a reload has changed, or why it was refused. */
final class ReloadReport {

  private final AuditLog audit;
  private final StandardErrorLog log;
  private final RevocationEvents events;
  private volatile String lastProblem = "";

  ReloadReport(AuditLog audit, StandardErrorLog log, RevocationEvents events) {
    this.audit = audit;
    this.log = log;
    this.events = events;
  }

  /** To be called before a generation is put in force. */
  void prepare(Generation next) {
    for (RevocationData data : next.revocation()) {
      data.report(events);
    }
  }

  /**
   * A generation was put in force.
   *
   * @param configuration what of the configuration is new, if it is
   */
  void replaced(Generation before, Generation now, String configuration) {
    tellModes(before, now);
    String changes = String.join(", ", changes(before, now, configuration));
    log.line("reloaded: " + changes);
    audit.record(
        AuditEvent.of(AuditAction.CONFIG_RELOADED)
            .mode(now.configuration().mode())
            .reason("taken over: " + changes)
            .detail("generation", now.number())
            .build());
    for (String warning : now.configuration().warnings()) {
      log.warning(warning);
    }
  }

  private void tellModes(Generation before, Generation now) {
    for (EndpointRule rule : now.rules()) {
      EndpointRule known = before.rule(rule.name());
      Mode mode = rule.mode();
      if (known != null && known.mode() != mode) {
        String change =
            "from " + known.mode().wireName() + " to " + mode.wireName() + " at run time";
        log.line("endpoint " + rule.name() + " changes " + change);
        if (!mode.refuses()) {
          log.warning("mode=" + mode.wireName() + ": peers that fail the check are NOT refused.");
        }
        audit.record(
            AuditEvent.of(AuditAction.MODE_CHANGED)
                .mode(mode)
                .endpoint(rule.name())
                .reason(change)
                .detail("from", known.mode().wireName())
                .detail("to", mode.wireName())
                .build());
      }
    }
  }

  private static List<String> changes(Generation before, Generation now, String configuration) {
    List<String> changes = new ArrayList<>();
    if (before.configuration() != now.configuration()) {
      changes.add(configuration);
      if (!before.configuration().hasAuditOf(now.configuration())) {
        changes.add("but audit.* and service.* hold from the next start on");
      }
    }
    for (EndpointRule rule : now.rules()) {
      EndpointRule known = before.rule(rule.name());
      Material last = known == null ? null : known.material();
      Material material = rule.material();
      if (material != null && last != null) {
        if (!material.identity().fingerprint().equals(last.identity().fingerprint())) {
          changes.add("the identity of endpoint " + rule.name());
        }
        if (!material.anchors().equals(last.anchors())) {
          changes.add("the anchors of endpoint " + rule.name());
        }
      }
    }
    return changes;
  }

  /** What was read cannot be used: told once, however often it is read. */
  void refused(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      log.warning(problem + " What was read before stays in force.");
      audit.record(AuditEvent.of(AuditAction.CONFIG_REFUSED).reason(problem).build());
    }
  }

  void nothingWrong() {
    lastProblem = "";
  }

  /** Why what is on disk is not in force; empty where it is. */
  String lastProblem() {
    return lastProblem;
  }
}

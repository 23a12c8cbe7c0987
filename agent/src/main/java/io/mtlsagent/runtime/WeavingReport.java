package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.weaving.Diagnostics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says on standard error and in the audit log what was woven and what was not. */
final class WeavingReport implements Diagnostics {

  private final StandardErrorLog log;
  private final AuditLog audit;
  private final InForce inForce;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  WeavingReport(StandardErrorLog log, AuditLog audit, InForce inForce) {
    this.log = log;
    this.audit = audit;
    this.inForce = inForce;
  }

  @Override
  public void woven(String stack, String className) {
    if (told.add(stack)) {
      log.line("covers " + stack);
    }
  }

  @Override
  public void notWoven(String stack, String className, String reason) {
    record(stack, stack + " is not covered: the class " + className + ": " + reason);
  }

  @Override
  public void uncovered(String stack, String reason) {
    record(stack, stack + " is not covered: " + reason);
  }

  private void record(String stack, String sentence) {
    log.error(sentence);
    audit.record(
        AuditEvent.of(AuditAction.TLS_UNCOVERED)
            .mode(inForce.generation().strictestMode())
            .stack(stack)
            .reason(sentence)
            .build());
  }

  @Override
  public void replaced(String stack, String sentence) {
    if (told.add(stack)) {
      log.line(sentence);
    }
  }

  @Override
  public void hookFailed(Throwable failure) {
    if (told.add(failure.getClass().getName())) {
      log.warning("a fact of a connection could not be read: " + failure);
    }
  }
}

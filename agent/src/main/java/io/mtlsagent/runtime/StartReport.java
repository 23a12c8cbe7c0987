package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Timestamp;
import java.util.Date;
import java.util.List;

/** Says at start what is in force, and warns of what surprises first-time users. */
final class StartReport {

  private final Generation generation;
  private final AuditLog audit;
  private final StandardErrorLog log;
  private final EarlierConnections earlier;

  StartReport(
      Generation generation, AuditLog audit, StandardErrorLog log, EarlierConnections earlier) {
    this.generation = generation;
    this.audit = audit;
    this.log = log;
    this.earlier = earlier;
  }

  void tell(List<String> stacks) {
    Date now = new Date(System.currentTimeMillis());
    for (String warning : Surprises.of(generation, now)) {
      log.warning(warning);
    }
    for (EndpointRule rule : generation.rules()) {
      tell(rule);
    }
    recordStart(stacks);
    for (EndpointRule rule : generation.rules()) {
      Material material = rule.material();
      if (material != null) {
        recordValidity(rule, material, now);
      }
    }
  }

  private void tell(EndpointRule rule) {
    Mode mode = rule.mode();
    String place = rule.settings().isNamed() ? "endpoint " + rule.name() + ": " : "";
    Material material = rule.material();
    if (!mode.isActive() || material == null) {
      log.warning(place + "mode=off: this JVM's TLS connections are left as they are.");
      return;
    }
    if (!mode.refuses()) {
      log.warning(
          place + "mode=" + mode.wireName() + ": peers that fail the check are NOT refused.");
    }
    log.line(
        place
            + (rule.settings().isNamed() ? "" : "started in ")
            + "mode "
            + mode.wireName()
            + " as "
            + subject(material)
            + ", trusting "
            + material.anchors().size()
            + " anchor(s), revocation "
            + rule.settings().revocation().policy().wireName()
            + "; audit log: "
            + audit.destination());
  }

  private void recordStart(List<String> stacks) {
    AuditEvent.Builder event =
        AuditEvent.of(AuditAction.AGENT_STARTED)
            .mode(generation.configuration().mode())
            .reason("the agent watches for " + String.join(", ", stacks));
    Material material = generation.topLevel().material();
    if (material != null) {
      event.detail("identity", subject(material)).detail("anchors", material.anchors().size());
    }
    Integer open = earlier.count();
    if (open != null) {
      event.detail("open_connections", open);
    }
    audit.record(
        event.detail("configuration", generation.configuration().file().getPath()).build());
  }

  private void recordValidity(EndpointRule rule, Material material, Date now) {
    Date end = material.identity().certificate().getNotAfter();
    for (String warning : material.identity().validityWarnings(now)) {
      audit.record(
          AuditEvent.of(AuditAction.CERTIFICATE_EXPIRING)
              .mode(rule.mode())
              .endpoint(rule.name())
              .reason(warning)
              .detail("not_after", Timestamp.of(end.getTime()))
              .build());
    }
  }

  private static String subject(Material material) {
    return NameText.rfc2253(material.identity().certificate().getSubjectX500Principal());
  }
}

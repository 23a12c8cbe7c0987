package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Mode;
import java.util.Date;
import java.util.List;

/** Says at start what is in force, and warns of what surprises first-time users. */
final class StartReport {

  private final Configuration configuration;
  private final Material material;
  private final AuditLog audit;
  private final StandardErrorLog log;

  StartReport(
      Configuration configuration, Material material, AuditLog audit, StandardErrorLog log) {
    this.configuration = configuration;
    this.material = material;
    this.audit = audit;
    this.log = log;
  }

  void tell(List<String> stacks) {
    Date now = new Date(System.currentTimeMillis());
    for (String warning : Surprises.of(configuration, material, now)) {
      log.warning(warning);
    }
    Mode mode = configuration.mode();
    if (!mode.refuses()) {
      log.warning("mode=" + mode.wireName() + ": peers that fail the check are NOT refused.");
    }
    String subject = NameText.rfc2253(material.identity().certificate().getSubjectX500Principal());
    log.line(
        "started in mode "
            + mode.wireName()
            + " as "
            + subject
            + ", trusting "
            + material.anchors().size()
            + " anchor(s), revocation "
            + configuration.revocation().policy().wireName()
            + "; audit log: "
            + audit.destination());
    audit.record(
        AuditEvent.of(AuditAction.AGENT_STARTED)
            .mode(mode)
            .reason("the agent watches for " + String.join(", ", stacks))
            .detail("identity", subject)
            .detail("anchors", material.anchors().size())
            .detail("configuration", configuration.file().getPath())
            .build());
    for (String warning : material.identity().validityWarnings(now)) {
      audit.record(
          AuditEvent.of(AuditAction.CERTIFICATE_EXPIRING).mode(mode).reason(warning).build());
    }
  }
}

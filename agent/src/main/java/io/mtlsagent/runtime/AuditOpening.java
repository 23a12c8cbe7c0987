package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditDiagnostics;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOpenException;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.config.AuditDestination;
import io.mtlsagent.config.AuditSettings;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.SyslogTarget;
import java.io.File;

/** Opens the audit log that a configuration asks for. */
final class AuditOpening {

  private AuditOpening() {}

  static AuditLog open(Configuration configuration, InForce inForce, AuditDiagnostics diagnostics)
      throws AuditOpenException {
    AuditSettings settings = configuration.audit();
    AuditOptions options =
        AuditOptions.to(target(settings, inForce))
            .delivery(settings.delivery())
            .overflow(settings.overflow())
            .rotate(settings.rotateSizeBytes(), settings.rotateKeep())
            .chained(settings.isChained())
            .service(configuration.serviceName(), configuration.serviceEnvironment())
            .build();
    return AuditLog.open(options, diagnostics);
  }

  private static AuditTarget target(AuditSettings settings, InForce inForce) {
    File file = settings.file();
    if (settings.destination() == AuditDestination.FILE && file != null) {
      return settings.isChosen() ? AuditTarget.file(file) : AuditTarget.fileOrStandardError(file);
    }
    SyslogTarget syslog = settings.syslog();
    if (syslog != null) {
      return syslog(syslog, inForce);
    }
    switch (settings.destination()) {
      case STDOUT:
        return AuditTarget.standardOutput();
      case STDERR:
        return AuditTarget.standardError();
      default:
        return AuditTarget.none();
    }
  }

  private static AuditTarget syslog(SyslogTarget target, InForce inForce) {
    switch (target.transport()) {
      case UDP:
        return AuditTarget.syslogByUdp(target.toString(), target.host(), target.port());
      case TCP:
        return AuditTarget.syslogByTcp(target.toString(), target.host(), target.port(), null);
      default:
        return AuditTarget.syslogByTcp(
            target.toString(), target.host(), target.port(), new OwnCollectorTls(inForce));
    }
  }
}

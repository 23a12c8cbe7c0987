package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOpenException;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.weaving.Weaver;
import java.lang.instrument.Instrumentation;

/** Puts the parts of the agent together. */
final class Agent {

  private Agent() {}

  static void start(
      Configuration configuration,
      Overrides overrides,
      Instrumentation instrumentation,
      StandardErrorLog log)
      throws ConfigurationException, AuditOpenException {
    for (String warning : configuration.warnings()) {
      log.warning(warning);
    }
    GenerationReader reader = new GenerationReader(new SystemTime());
    Generation first = reader.read(configuration, null);
    InForce inForce = new InForce(first);
    AuditLog audit = AuditOpening.open(configuration, inForce, log);
    RevocationReport events = new RevocationReport(audit, log);
    ReloadReport report = new ReloadReport(audit, log, events);
    report.prepare(first);
    Connections connections =
        new Connections(
            inForce, new Reload(overrides, reader, inForce, report), audit, log, events);
    Weaver weaver =
        new Weaver(instrumentation, connections, new WeavingReport(log, audit, inForce));
    Runtime.getRuntime().addShutdownHook(new Stopping(audit, inForce));
    weaver.install();
    new StartReport(first, audit, log).tell(weaver.stackNames());
  }

  /** Writes the last line of the audit log. */
  private static final class Stopping extends Thread {
    private final AuditLog audit;
    private final InForce inForce;

    Stopping(AuditLog audit, InForce inForce) {
      super("mtls-agent-stop");
      this.audit = audit;
      this.inForce = inForce;
    }

    @Override
    public void run() {
      audit.close(
          AuditEvent.of(AuditAction.AGENT_STOPPED)
              .mode(inForce.generation().configuration().mode())
              .build());
    }
  }
}

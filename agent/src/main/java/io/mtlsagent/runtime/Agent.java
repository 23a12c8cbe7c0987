package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOpenException;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the parts of the agent together. */
final class Agent {

  private Agent() {}

  static void start(
      Configuration configuration, Instrumentation instrumentation, StandardErrorLog log)
      throws ConfigurationException, AuditOpenException {
    for (String warning : configuration.warnings()) {
      log.warning(warning);
    }
    Material material = new MaterialReader(Clock.systemUTC()).read(configuration);
    UserRules userRules = userRules(configuration);
    if (!configuration.mode().isActive() || material == null) {
      log.warning("mode=off: this JVM's TLS connections are left as they are.");
      return;
    }
    AuditLog audit = AuditOpening.open(configuration, log);
    Weaver weaver =
        new Weaver(
            instrumentation,
            new Connections(configuration, material, userRules, audit, log),
            new WeavingReport(log, audit, configuration.mode()));
    Runtime.getRuntime().addShutdownHook(new Stopping(audit, configuration.mode()));
    weaver.install();
    new StartReport(configuration, material, audit, log).tell(weaver.stackNames());
  }

  private static UserRules userRules(Configuration configuration) throws ConfigurationException {
    return UserRules.parse(configuration.file().getPath(), configuration.user().rules());
  }

  /** Writes the last line of the audit log. */
  private static final class Stopping extends Thread {
    private final AuditLog audit;
    private final @Nullable Mode mode;

    Stopping(AuditLog audit, Mode mode) {
      super("mtls-agent-stop");
      this.audit = audit;
      this.mode = mode;
    }

    @Override
    public void run() {
      audit.close(AuditEvent.of(AuditAction.AGENT_STOPPED).mode(mode).build());
    }
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOpenException;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts the parts of the agent together, and answers for the one that runs. */
final class Agent {

  /**
   * The agent of this JVM. A command comes by a copy of the agent in a class loader of its own,
   * which has no other way to this one.
   */
  private static final AtomicReference<@Nullable Agent> RUNNING = new AtomicReference<>();

  private final InForce inForce;
  private final Reload reload;
  private final ReloadReport report;
  private final Connections connections;
  private final Weaver weaver;
  private final AuditLog audit;
  private final EarlierConnections earlier;

  private Agent(
      InForce inForce,
      Overrides overrides,
      Instrumentation instrumentation,
      GenerationReader reader,
      AuditLog audit,
      StandardErrorLog log,
      Entry entry)
      throws ConfigurationException {
    RevocationReport events = new RevocationReport(audit, log);
    this.audit = audit;
    this.report = new ReloadReport(audit, log, events);
    report.prepare(inForce.generation());
    this.inForce = inForce;
    this.reload = new Reload(overrides, reader, inForce, report);
    this.connections =
        new Connections(inForce, reload, audit, log, events, new Now(), instrumentation, entry);
    this.earlier = EarlierConnections.at(entry);
    this.weaver = new Weaver(instrumentation, connections, new WeavingReport(log, audit, inForce));
  }

  static void start(
      Configuration configuration,
      Overrides overrides,
      Instrumentation instrumentation,
      StandardErrorLog log,
      Entry entry)
      throws ConfigurationException, AuditOpenException {
    for (String warning : configuration.warnings()) {
      log.warning(warning);
    }
    GenerationReader reader = new GenerationReader(new SystemTime());
    Generation first = reader.read(configuration, null);
    InForce inForce = new InForce(first);
    AuditLog audit = AuditOpening.open(configuration, inForce, log);
    Agent agent = new Agent(inForce, overrides, instrumentation, reader, audit, log, entry);
    Runtime.getRuntime().addShutdownHook(new Stopping(audit, inForce));
    try {
      agent.weaver.install();
    } catch (RuntimeException | Error failure) {
      inForce.giveUp();
      if (entry == Entry.BY_ATTACH) {
        audit.start(); // to write why: nothing else will
      }
      throw failure;
    }
    RUNNING.set(agent);
    new StartReport(first, audit, log, agent.earlier).tell(agent.weaver.stackNames());
  }

  /** The agent that runs in this JVM by this copy of its classes; null where there is none. */
  static @Nullable Agent running() {
    return RUNNING.get();
  }

  AgentStatus status() {
    return new AgentStatus(
        inForce.generation(),
        report.lastProblem(),
        reload.isModeSet(),
        connections.statistics(),
        weaver.coverage(),
        connections.listeners(),
        earlier,
        connections.handshakes().missedConnections(),
        audit);
  }

  /**
   * Sets the mode of the top level.
   *
   * @param mode null for the one that is configured
   * @throws ConfigurationException if the configuration cannot be used in this mode
   */
  void setMode(@Nullable Mode mode) throws ConfigurationException {
    reload.setMode(mode);
    connections.lookNow();
  }

  /** A class, since a lambda in premain costs milliseconds. */
  private final class Now implements StatusSource {
    @Override
    public AgentStatus status() {
      return Agent.this.status();
    }
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

package io.mtlsagent.it;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.FreshPort;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A server application that listens, under the agent.
 *
 * @param app the application
 * @param audit what the agent writes
 */
record GuardedServer(RunningApp app, AuditLog audit) implements AutoCloseable {

  /** Starts the application under the agent and waits until it listens. */
  static GuardedServer start(Jvm jvm, Launch launch, AgentConfig config) {
    RunningApp app = jvm.start(launch.withAgent(config.write()));
    try {
      return new GuardedServer(app.awaitReady(), config.audit());
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
  }

  /** A port on which nobody listens now. */
  static int freePort() {
    return FreshPort.forServer();
  }

  int port() {
    return app.port();
  }

  /** A client of this server; see {@link RawTlsClient#to}. */
  RawTlsClient client(
      String protocol, Talk talk, @Nullable PeerFiles identity, X509Certificate... anchors) {
    return RawTlsClient.to(app.port(), protocol, talk, identity, anchors);
  }

  /** Waits for the verdict on the connection. */
  AuditLine verdictOn(Attempt attempt) {
    return audit.awaitVerdictOnClient(attempt.localPort());
  }

  @Override
  public void close() {
    app.close();
  }

  /** What the application printed, for the messages of failed tests. */
  @Override
  public String toString() {
    return app.toString();
  }
}

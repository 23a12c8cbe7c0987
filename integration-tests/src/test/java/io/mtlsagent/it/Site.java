package io.mtlsagent.it;

import io.mtlsagent.it.SocketsAndEngines.Side;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link SocketsAndEngines} under the agent.
 *
 * @param server its ports are those of {@code ports}
 * @param config may be changed while it runs
 */
record Site(GuardedServer server, SocketsAndEngines ports, AgentConfig config)
    implements AutoCloseable {

  /** One way to connect to it. */
  record Way(Side side, String protocol) {

    /** All there are. */
    static List<Way> all() {
      List<Way> ways = new ArrayList<>();
      for (Side side : Side.values()) {
        ways.add(new Way(side, "TLSv1.2"));
        ways.add(new Way(side, "TLSv1.3"));
      }
      return ways;
    }

    @Override
    public String toString() {
      return side + ", " + protocol;
    }
  }

  static Site start(
      Jvm jvm, OneWayTls oneWay, SocketsAndEngines ports, AgentConfig config, String... options) {
    return new Site(
        GuardedServer.start(jvm, ports.launch(oneWay).jvmOptions(options), config), ports, config);
  }

  int port(Way way, int number) {
    return ports.port(way.side(), number);
  }

  /** A client of one of the ports. */
  RawTlsClient client(Way way, int number, @Nullable PeerFiles identity, X509Certificate anchor) {
    return RawTlsClient.to(port(way, number), way.protocol(), Talk.HTTP, identity, anchor);
  }

  AuditLine verdictOn(Attempt attempt) {
    return server.verdictOn(attempt);
  }

  /** Has the agent take over what was set, and waits until it has done so. */
  void reload() {
    int before = reloads().size();
    config.write();
    server.audit().await("reload", before + 1, Site::isReload);
  }

  private List<AuditLine> reloads() {
    return server.audit().lines().stream().filter(Site::isReload).toList();
  }

  private static boolean isReload(AuditLine line) {
    return line.text("event.action").equals("config-reloaded");
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return server.toString();
  }

  interface Start {
    Site on(Jvm jvm);
  }

  /**
   * One on each virtual machine, for all tests of a class. One that does not start fails its tests
   * at once, not each after a wait of its own.
   */
  static final class OnEachJvm implements AutoCloseable {

    private final Start start;
    private final Map<Jvm, Site> sites = new HashMap<>();
    private final Map<Jvm, RuntimeException> failures = new HashMap<>();

    OnEachJvm(Start start) {
      this.start = start;
    }

    Site on(Jvm jvm) {
      jvm.assumeRuns(TestApp.SOCKETS_AND_ENGINES);
      if (failures.containsKey(jvm)) {
        throw new IllegalStateException("did not start", failures.get(jvm));
      }
      try {
        return sites.computeIfAbsent(jvm, start::on);
      } catch (RuntimeException e) {
        failures.put(jvm, e);
        throw e;
      }
    }

    @Override
    public void close() {
      sites.values().forEach(Site::close);
    }
  }
}

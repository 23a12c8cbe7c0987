package io.mtlsagent.it;

import io.mtlsagent.it.servers.RunningServer;
import io.mtlsagent.it.servers.ServerProgram;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers of each kind of each program, started when somebody first asks for them. */
final class ProtocolServers implements AutoCloseable {

  /** A server, and what the agent shall say of it. */
  record Target(String name, String code, int port) {

    boolean accepted() {
      return code.equals("accepted");
    }
  }

  private static final List<PeerKind> KINDS =
      List.of(
          PeerKind.GOOD, PeerKind.EXPIRED, PeerKind.FOREIGN, PeerKind.REVOKED, PeerKind.OTHER_ROLE);

  private final PkiFiles pki;
  private final Map<ServerProgram, List<Target>> targets = new HashMap<>();
  private final List<AutoCloseable> running = new ArrayList<>();

  ProtocolServers(PkiFiles pki) {
    this.pki = pki;
  }

  /** The good one first. */
  List<Target> of(ServerProgram program) {
    return targets.computeIfAbsent(program, this::start);
  }

  private List<Target> start(ServerProgram program) {
    List<Target> started = new ArrayList<>();
    for (PeerKind kind : KINDS) {
      started.add(start(program, kind.name(), kind.code(), pki.server(kind)));
    }
    PeerFiles elsewhere =
        pki.write(
            "elsewhere",
            pki.issueWithoutNames("elsewhere").forServer().dns("elsewhere.example").make());
    started.add(start(program, "WRONG_NAME", "name_mismatch", elsewhere));
    return started;
  }

  private Target start(ServerProgram program, String name, String code, PeerFiles identity) {
    if (program.isSlow() && !code.equals("accepted")) {
      RawTlsServer standIn = RawTlsServer.start(identity, pki.rootCertificate());
      running.add(standIn);
      return new Target(name, code, standIn.port());
    }
    RunningServer server = RunningServer.start(program, identity, pki);
    running.add(server);
    return new Target(name, code, server.port());
  }

  @Override
  public void close() {
    for (AutoCloseable server : running) {
      try {
        server.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

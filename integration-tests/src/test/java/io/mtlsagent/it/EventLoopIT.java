package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that hold many connections on few threads: while some clients wait in their handshakes
 * for a responder that hangs, others are let in.
 */
class EventLoopIT {

  /** More than such servers have threads for their connections on a small machine. */
  private static final int WAITING = 6;

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerApp.class,
      names = {
        "NETTY",
        "NETTY_OPENSSL",
        "NETTY_4_2",
        "GRPC_SHADED",
        "VERTX",
        "WEB_FLUX",
        "UNDERTOW",
        "TOMCAT",
        "JETTY",
        "PEKKO"
      })
  void aResponderThatHangsHoldsUpNoOtherConnection(ServerApp kind) throws Exception {
    Jvms.own().assumeRuns(kind.app());
    AgentConfig config =
        new AgentConfig(directory.resolve(kind.name()), pki.server(PeerKind.GOOD), pki)
            .set("revocation.crl", pki.rootList().toString())
            .set("revocation.timeout", "15s");
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        RawHttpServer hanging = RawHttpServer.hanging();
        GuardedServer server = GuardedServer.start(Jvms.own(), kind.launch(oneWay), config)) {
      PeerFiles known = peer(kind + "-known", responder.url());
      assertThat(client(server, kind, known).connect("/first").answered())
          .as("%s", server)
          .isTrue();
      ExecutorService threads = Executors.newCachedThreadPool();
      List<CompletableFuture<Attempt>> waiting = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        RawTlsClient client = client(server, kind, peer(kind + "-" + i, hanging.url()));
        waiting.add(CompletableFuture.supplyAsync(() -> client.connect("/waits"), threads));
      }
      Awaitility.await("asked").until(() -> hanging.connections() > 0);

      for (int i = 0; i < WAITING; i++) {
        Attempt attempt = client(server, kind, known).connect("/beside");

        assertThat(attempt.answered()).as("%s %s", attempt, server).isTrue();
        assertThat(waiting).as("%s", server).noneMatch(CompletableFuture::isDone);
      }
      threads.shutdown();
    }
  }

  /**
   * To close a connection, the event loop must have the engine, which the check holds meanwhile.
   */
  @ParameterizedTest
  @EnumSource(
      value = ServerApp.class,
      names = {"NETTY", "NETTY_OPENSSL", "NETTY_4_2_OPENSSL", "UNDERTOW"})
  void aClientThatLeavesWhileItWaitsHoldsUpNoOtherConnection(ServerApp kind) throws Exception {
    Jvms.own().assumeRuns(kind.app());
    AgentConfig config =
        new AgentConfig(directory.resolve("leaving " + kind), pki.server(PeerKind.GOOD), pki)
            .set("revocation.crl", pki.rootList().toString())
            // Undertow does not see that a client has left: its lines come when the wait is over.
            .set("revocation.timeout", "12s");
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        RawHttpServer hanging = RawHttpServer.hanging();
        GuardedServer server = GuardedServer.start(Jvms.own(), kind.launch(oneWay), config)) {
      PeerFiles known = peer(kind + "-staying", responder.url());
      assertThat(client(server, kind, known).connect("/first").answered())
          .as("%s", server)
          .isTrue();
      ExecutorService threads = Executors.newCachedThreadPool();
      List<CompletableFuture<Integer>> leaving = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        RawTlsClient client = client(server, kind, peer(kind + "-leaving-" + i, hanging.url()));
        leaving.add(
            CompletableFuture.supplyAsync(
                () -> client.connectAndLeave(Duration.ofMillis(500)), threads));
      }
      List<Integer> gone = leaving.stream().map(CompletableFuture::join).toList();
      threads.shutdown();
      assertThat(hanging.connections()).isPositive();

      for (int i = 0; i < 2; i++) {
        Attempt attempt = client(server, kind, known).connect("/beside");
        assertThat(attempt.answered()).as("%s %s", attempt, server).isTrue();
      }

      assertThat(server.audit().lines())
          .as("the responder is still waited for")
          .noneMatch(line -> line.text("event.action").equals("revocation-stale"));
      for (int port : gone) {
        assertThat(server.audit().awaitVerdictOnClient(port).text("event.action"))
            .isEqualTo("peer-rejected");
      }
    }
  }

  private static PeerFiles peer(String name, String responder) {
    return pki.write(name, StatusAddress.responder(pki.issue(name).forClient(), responder).make());
  }

  private static RawTlsClient client(GuardedServer server, ServerApp kind, PeerFiles identity) {
    return server.client("TLSv1.3", kind.talk(), identity, pki.rootCertificate());
  }
}

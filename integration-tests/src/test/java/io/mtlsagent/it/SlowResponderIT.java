package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * While one handshake waits for a responder that hangs, servers with event loops serve others. On
 * Netty, whose loops run the checks themselves, those are the connections of its other loops.
 */
class SlowResponderIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT", "UNDERTOW", "NETTY", "HTTPS_SERVER"})
  void othersAreServedWhileOneWaits(ServerApp kind) throws Exception {
    Pki hangs = pki.root().intermediate("hangs for " + kind);
    AgentConfig config =
        new AgentConfig(directory.resolve(kind.name()), pki.server(PeerKind.GOOD), pki)
            .set("revocation.timeout", "6s");
    try (RawHttpServer responder = RawHttpServer.hanging();
        GuardedServer server = GuardedServer.start(Jvms.own(), kind.launch(oneWay), config)) {
      PeerFiles waits =
          pki.write(
              "waits for " + kind,
              StatusAddress.responder(hangs.issue("waits").forClient(), responder.url()).make());
      CompletableFuture<Attempt> waiting =
          CompletableFuture.supplyAsync(() -> connect(server, kind, waits));
      Awaitility.await("the question to the responder").until(() -> responder.connections() > 0);

      Attempt other = connect(server, kind, pki.client(PeerKind.GOOD));

      assertThat(waiting).as("%s", server).isNotDone();
      assertThat(other.answered()).as("%s%n%s", other, server).isTrue();
      Attempt refused = waiting.get(30, TimeUnit.SECONDS);
      assertThat(refused.answered()).as("%s", refused).isFalse();
      assertThat(server.verdictOn(refused).text("event.code")).isEqualTo("revocation_unknown");
    }
  }

  private static Attempt connect(GuardedServer server, ServerApp kind, PeerFiles identity) {
    return server
        .client("TLSv1.3", kind.talk(), identity, pki.rootCertificate())
        .connect("/while-one-waits");
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.Curl;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSsl;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * curl and OpenSSL, another TLS implementation than the JDK's, against the demo and a server on
 * sockets.
 */
class CommandLineToolsIT {

  @TempDir static Path directory;
  private static PkiFiles pki;
  private static GuardedServer server;
  private static GuardedServer sockets;

  @BeforeAll
  static void startServers() {
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    OneWayTls oneWay = OneWayTls.in(directory.resolve("one-way"));
    server = start(ServerApp.HTTPS_SERVER, oneWay);
    sockets = start(ServerApp.SSL_SERVER_SOCKET, oneWay);
  }

  private static GuardedServer start(ServerApp app, OneWayTls oneWay) {
    return GuardedServer.start(
        Jvms.own(),
        app.launch(oneWay),
        new AgentConfig(directory.resolve(app.name()), pki.server(PeerKind.GOOD), pki));
  }

  @AfterAll
  static void stopServers() {
    server.close();
    sockets.close();
  }

  @ParameterizedTest
  @EnumSource
  void curlGetsThePageWithAGoodCertificateOnly(PeerKind peer) {
    Curl curl = Curl.trusting(pki.anchors());
    if (peer != PeerKind.NONE) {
      curl = curl.identity(pki.client(peer));
    }
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      String path = "/curl-" + peer + protocol;
      CommandResult result =
          curl.protocol(protocol).get("https://localhost:" + server.port() + path);
      assertThat(result.exit() == 0).as("%s", result).isEqualTo(peer.isAccepted());
      assertThat(result.output().startsWith("hello")).isEqualTo(peer.isAccepted());
      assertThat(server.app().wasAsked(path, peer.isAccepted())).isEqualTo(peer.isAccepted());
    }
  }

  /** RFC 8446 section 6: a number for each reason. */
  static Stream<Arguments> alerts() {
    return Stream.of(
        Arguments.of(PeerKind.NONE, "TLSv1.3", 116),
        Arguments.of(PeerKind.NONE, "TLSv1.2", 40),
        Arguments.of(PeerKind.EXPIRED, "TLSv1.2", 45),
        Arguments.of(PeerKind.EXPIRED, "TLSv1.3", 45),
        Arguments.of(PeerKind.REVOKED, "TLSv1.2", 44),
        Arguments.of(PeerKind.REVOKED, "TLSv1.3", 44),
        Arguments.of(PeerKind.FOREIGN, "TLSv1.2", 48),
        Arguments.of(PeerKind.FOREIGN, "TLSv1.3", 48));
  }

  /**
   * On sockets: the JDK's HTTPS server closes the connection without sending its engine's alert.
   */
  @ParameterizedTest
  @MethodSource("alerts")
  void refusedPeerIsToldWhyByTheAlert(PeerKind peer, String protocol, int alert) {
    OpenSsl client = OpenSsl.client(sockets.port(), pki.anchors()).protocol(protocol);
    if (peer != PeerKind.NONE) {
      client = client.identity(pki.client(peer));
    }
    CommandResult result = client.listen();
    assertThat(result.errors()).as("%s", result).contains("SSL alert number " + alert);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void openSslResumesUntilItIsRevoked(String protocol) {
    String name = "openssl-" + protocol;
    PeerFiles identity = pki.write(name, pki.issue(name).forClient().make());
    Path session = directory.resolve(name + ".session");
    OpenSsl client =
        OpenSsl.client(server.port(), pki.anchors()).protocol(protocol).identity(identity);

    assertThat(client.keepSession(session).get("/first").output()).contains("New, ", "hello");
    assertThat(client.resume(session).get("/second").output()).contains("Reused, ", "hello");
    assertThat(client.keepSession(session).get("/third").output()).contains("New, ", "hello");

    pki.revoke(identity);
    Awaitility.await("refusal of full handshakes")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !client.get("/fourth").output().contains("hello"));

    CommandResult refused = client.resume(session).get("/revoked-" + protocol);
    assertThat(refused.output()).contains("Reused, ").doesNotContain("hello");
    assertThat(server.app().wasAsked("/revoked-" + protocol)).isFalse();
  }
}

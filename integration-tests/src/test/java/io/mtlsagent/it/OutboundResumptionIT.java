package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.ResumedLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections to servers whose sessions our clients resume, on sockets and engines. */
class OutboundResumptionIT {

  /** A client that missed the end of a connection offers no session to the next. */
  private static final int REQUESTS = 4;

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static List<RawTlsServer> servers;

  @BeforeAll
  static void startServers() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    servers =
        Stream.of("TLSv1.2", "TLSv1.3")
            .map(
                protocol ->
                    RawTlsServer.start(pki.server(PeerKind.GOOD), pki.rootCertificate())
                        .only(protocol))
            .toList();
  }

  @AfterAll
  static void stopServers() {
    servers.forEach(RawTlsServer::close);
  }

  /** One client with sockets and one with engines, of the JDK where it has one. */
  static Stream<Arguments> clients() {
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of(
                    Arguments.of(ClientApp.SSL_SOCKET, jvm),
                    Arguments.of(
                        ClientApp.JAVA_HTTP_CLIENT.app().runsOn(jvm)
                            ? ClientApp.JAVA_HTTP_CLIENT
                            : ClientApp.NETTY,
                        jvm)));
  }

  /** FAULTS 8: the line on a resumed session says all of the server that the first one said. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("clients")
  void lineOnResumptionNamesTheServerInFull(ClientApp client, Jvm jvm) {
    jvm.assumeRuns(client.app());
    AgentConfig config =
        new AgentConfig(directory.resolve(client + " on " + jvm), pki.client(PeerKind.GOOD), pki);
    String[] urls =
        servers.stream()
            .map(server -> "https://localhost:" + server.port() + "/")
            .toArray(String[]::new);
    try (RunningApp app =
        jvm.start(
            client
                .launch(oneWay, urls)
                .arguments("--requests=" + REQUESTS)
                .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output())
          .as("%s", app)
          .hasSize(2 * REQUESTS)
          .allMatch(line -> line.startsWith("STATUS 200"));
      List<AuditLine> lines =
          config.audit().await("each request", 2 * REQUESTS, AuditLine::isVerdict);
      assertSame(lines.subList(0, REQUESTS), "1.2");
      assertSame(lines.subList(REQUESTS, 2 * REQUESTS), "1.3");
    }
  }

  private static void assertSame(List<AuditLine> lines, String version) {
    AuditLine full = lines.get(0);
    AuditLine resumed =
        lines.stream().filter(ResumedLine::isOne).findFirst().orElseThrow(AssertionError::new);
    assertThat(full.text("tls.version")).isEqualTo(version);
    ResumedLine.assertSaysTheSame(full, resumed, "tls.server");
    // our own certificate, which is in the line where the server has asked for it
    assertThat(resumed.value("tls.client")).isEqualTo(full.value("tls.client"));
  }
}

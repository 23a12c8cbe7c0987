package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import io.mtlsagent.cli.probe.ProbedServer;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final Issued SERVER =
      ZOO.issue("orders").forBoth().dns("localhost").ip("127.0.0.1").make();

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anEndpointThatDemandsAndChecksIsGood() throws Exception {
    try (ProbedServer server = ProbedServer.demanding(SERVER, ZOO.certificate())) {
      assertThat(probe(server)).as("%s", text(out)).isZero();
    }
    assertThat(text(out))
        .contains("TLSv1.3\n  without a certificate: refused: ")
        .contains("TLSv1.2\n  without a certificate: refused: ")
        .contains("as a stranger: refused: ")
        .contains("CN=orders, issued by CN=zoo")
        .contains("authorities that it names\n  CN=zoo")
        .contains("good: the endpoint demands a client certificate");
  }

  @Test
  void aServerThatRefusesWithoutAnAlertHasRefused() throws Exception {
    HttpsServer server = ProbedServer.ofTheJdk(SERVER, ZOO.certificate());
    try {
      assertThat(probe(server.getAddress().getPort())).as("%s", text(out)).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatLetsInAndClosesAtOnceHasLetIn() throws Exception {
    try (ProbedServer server = ProbedServer.impatient(SERVER, ZOO.certificate())) {
      assertThat(probe(server)).isEqualTo(1);
    }
    assertThat(text(out))
        .contains("without a certificate: let in, then the server closed the connection")
        .contains("FINDING: with TLSv1.3 the endpoint lets in a client without a certificate");
  }

  @Test
  void theConfiguredIdentityIsLetInAndTheServerJudged() throws Exception {
    Path configuration = configuration(ZOO, ZOO.client("alice"));
    try (ProbedServer server = ProbedServer.demanding(SERVER, ZOO.certificate())) {
      assertThat(probe(server, "--config", configuration.toString())).as("%s", text(out)).isZero();
    }
    assertThat(text(out))
        .contains("CN=alice: let in")
        .contains("an agent with this configuration would trust them");
  }

  @Test
  void anIdentityThatIsRefusedIsAFinding() throws Exception {
    Pki others = Pki.root("others");
    Path configuration = configuration(others, others.client("bob"));
    try (ProbedServer server = ProbedServer.demanding(SERVER, ZOO.certificate())) {
      assertThat(probe(server, "--config", configuration.toString())).isEqualTo(1);
    }
    assertThat(text(out))
        .contains("FINDING: with TLSv1.3 the endpoint refuses the configured identity")
        .contains("FINDING: an agent with this configuration would refuse the server: untrusted");
  }

  @Test
  void anEndpointThatAsksNobodyIsAFinding() throws Exception {
    try (ProbedServer server = ProbedServer.open(SERVER)) {
      assertThat(probe(server)).isEqualTo(1);
    }
    assertThat(text(out))
        .contains("FINDING: with TLSv1.3 the endpoint lets in a client without a certificate")
        .contains("FINDING: with TLSv1.2 the endpoint lets in a client without a certificate")
        .contains("FINDING: the endpoint asks for no client certificate");
  }

  @Test
  void anEndpointThatOnlyWantsACertificateIsAFinding() throws Exception {
    try (ProbedServer server = ProbedServer.wanting(SERVER, ZOO.certificate())) {
      assertThat(probe(server)).isEqualTo(1);
    }
    assertThat(text(out))
        .contains("lets in a client without a certificate")
        .doesNotContain("authority nobody knows")
        .doesNotContain("asks for no client certificate");
  }

  @Test
  void anEndpointThatDemandsAndDoesNotCheckIsAFinding() throws Exception {
    try (ProbedServer server = ProbedServer.credulous(SERVER, ZOO.certificate())) {
      assertThat(probe(server)).isEqualTo(1);
    }
    assertThat(text(out))
        .contains(
            "FINDING: with TLSv1.3 the endpoint lets in a client whose authority nobody knows")
        .contains(
            "FINDING: with TLSv1.2 the endpoint lets in a client whose authority nobody knows")
        .doesNotContain("lets in a client without a certificate");
  }

  @Test
  void aProtocolVersionThatIsNotOfferedIsSaidAndIsNoFinding() throws Exception {
    try (ProbedServer server = ProbedServer.demanding(SERVER, ZOO.certificate(), "TLSv1.2")) {
      assertThat(probe(server)).as("%s", text(out)).isZero();
    }
    assertThat(text(out)).contains("TLSv1.3\n  without a certificate: not offered: alert ");
  }

  @Test
  void whatIsNoTlsIsAFinding() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      assertThat(run("probe", "--timeout", "1", "127.0.0.1:" + silent.getLocalPort())).isEqualTo(1);
    }
    assertThat(text(out)).contains("no answer within 1000 ms").contains("speaks neither");
  }

  @Test
  void anEndpointThatCannotBeReachedIsAFinding() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      port = gone.getLocalPort();
    }
    assertThat(run("probe", "127.0.0.1:" + port)).isEqualTo(1);
    assertThat(text(out)).contains("cannot be reached");
  }

  @Test
  void wrongUseIsTwo() {
    for (String endpoint :
        List.of("orders", "orders:", ":1", "orders:0", "orders:65536", "::1:1")) {
      assertThat(run("probe", endpoint)).as(endpoint).isEqualTo(2);
    }
    assertThat(text(err)).contains("is no endpoint such as orders.example:8443");
    assertThat(run("probe", "a:1", "--config", folder.resolve("no").toString())).isEqualTo(2);
    assertThat(run("probe", "a:1", "--timeout", "0")).isEqualTo(2);
  }

  private Path configuration(Pki pki, Issued own) throws Exception {
    pem("own.crt", "CERTIFICATE", own.certificate().getEncoded());
    pem("own.key", "PRIVATE KEY", own.key().getPrivate().getEncoded());
    pem("ca.crt", "CERTIFICATE", pki.certificate().getEncoded());
    return Files.write(
        folder.resolve("mtls.properties"),
        List.of(
            "identity.certificate=own.crt",
            "identity.key=own.key",
            "trust.certificates=ca.crt",
            "revocation=off",
            "audit.file=none"));
  }

  private void pem(String name, String type, byte[] der) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  private int probe(ProbedServer server, String... more) {
    return probe(server.port(), more);
  }

  private int probe(int port, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("probe", "--timeout", "2", "127.0.0.1:" + port));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.reset();
    return CommandLineInterface.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final Issued OWN = ZOO.issue("orders").forBoth().make();

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int check(String... lines) throws Exception {
    Files.writeString(
        folder.resolve("own.pem"),
        PemText.of("CERTIFICATE", OWN.certificate().getEncoded())
            + PemText.of("PRIVATE KEY", OWN.key().getPrivate().getEncoded()));
    Files.writeString(
        folder.resolve("ca.crt"), PemText.of("CERTIFICATE", ZOO.certificate().getEncoded()));
    Path file = folder.resolve("mtls.properties");
    Files.writeString(
        file,
        "identity.certificate=own.pem\nidentity.key=own.pem\ntrust.certificates=ca.crt\n"
            + "revocation=off\n"
            + String.join("\n", lines));
    return CommandLineInterface.run(
        new String[] {"check", file.toString()}, new PrintStream(out), new PrintStream(out));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theHandshakeTakesWhatMayBeNegotiated() throws Exception {
    assertThat(check("tls.protocols=TLSv1.3", "tls.ciphers=TLS_CHACHA20_POLY1305_SHA256"))
        .as("%s", output())
        .isZero();
    assertThat(output()).contains("TLSv1.3 TLS_CHACHA20_POLY1305_SHA256");
  }

  @Test
  void suitesThatTheJvmDoesNotHaveAreTold() throws Exception {
    assertThat(check("tls.ciphers=TLS_AES_128_GCM_SHA256,TLS_AES_257_GCM_SHA384")).isZero();
    assertThat(output())
        .contains("WARNING: tls.ciphers: TLS_AES_257_GCM_SHA384 is no cipher suite of this JVM");
  }

  @Test
  void suitesThatLeaveNothingToNegotiateAreAFinding() throws Exception {
    assertThat(check("tls.ciphers=TLS_AES_257_GCM_SHA384")).isEqualTo(1);
    assertThat(output()).contains("tls.ciphers names no cipher suite that this JVM has enabled");
  }

  @Test
  void anExclusionThatLeavesNoPortIsTold() throws Exception {
    check("server.exclude-ports=1-65534");
    assertThat(output()).doesNotContain("leaves no port in scope");
    check("server.exclude-ports=1-65535");
    assertThat(output()).contains("server.exclude-ports leaves no port in scope");
  }

  @Test
  void anExclusionThatLeavesNoTargetIsTold() throws Exception {
    check("client.hosts=*.internal", "client.exclude-hosts=*.old.internal,?.internal,*:443");
    assertThat(output()).doesNotContain("leaves no target in scope");
    check("client.exclude-hosts=*");
    assertThat(output())
        .contains("WARNING: client.exclude-hosts leaves no target in scope")
        .doesNotContain("leaves no port in scope");
  }

  @Test
  void anExclusionThatLeavesNoneOfTheTargetsNamedIsTold() throws Exception {
    check(
        "client.hosts=*.internal,10.1.0.0/16,api.example:443",
        "client.exclude-hosts=*.internal,10.0.0.0/8,api.example");
    assertThat(output()).contains("client.exclude-hosts leaves no target in scope");
  }

  @Test
  void aRuleWhoseConnectionsAreAllExcludedIsTold() throws Exception {
    check(
        "server.exclude-ports=9000-9100",
        "endpoint.admin.ports=9000,9001",
        "endpoint.web.ports=8999,9000",
        "client.exclude-hosts=*.internal",
        "endpoint.db.hosts=db.internal",
        "endpoint.mail.hosts=db.internal,mail.example");
    assertThat(output())
        .contains("WARNING: endpoint.admin.ports has only ports that server.exclude-ports takes")
        .contains("WARNING: endpoint.db.hosts has only targets that client.exclude-hosts takes")
        .doesNotContain("endpoint.web.ports has only")
        .doesNotContain("endpoint.mail.hosts has only");
  }

  @Test
  void anExclusionIsToldWhereAnEndpointAloneIsActive() throws Exception {
    check(
        "mode=off",
        "endpoint.web.ports=8443",
        "endpoint.web.mode=enforce",
        "server.exclude-ports=1-65535");
    assertThat(output()).contains("server.exclude-ports leaves no port in scope");
  }
}

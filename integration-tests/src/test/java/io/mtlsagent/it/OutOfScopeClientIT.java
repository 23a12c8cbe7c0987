package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call out of scope is checked as the application has it, host name included: the JDK checks the
 * name only through a trust manager that is told the connection, and wraps one that cannot be. As
 * in CVE-2022-4492 of Undertow and CVE-2023-4586 of Netty, nobody would check it if ours passed the
 * question on without the connection.
 */
class OutOfScopeClientIT {

  @TempDir static Path directory;
  private static MutualTls material;
  private static RawTlsServer named;
  private static RawTlsServer elsewhere;

  @BeforeAll
  static void startServers() {
    material = MutualTls.in(directory);
    PkiFiles pki = material.pki();
    PeerFiles other =
        pki.write(
            "elsewhere",
            pki.issueWithoutNames("elsewhere").forServer().dns("elsewhere.example").make());
    named = RawTlsServer.oneWay(pki.server(PeerKind.GOOD));
    elsewhere = RawTlsServer.oneWay(other);
  }

  @AfterAll
  static void stopServers() {
    named.close();
    elsewhere.close();
  }

  /** Sockets and engines; trust managers of the JDK, and plain ones that take every certificate. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"HTTPS_URL_CONNECTION", "JAVA_HTTP_CLIENT", "JAVA_HTTP_CLIENT_TRUST_ALL"})
  void hostNameIsCheckedByWhomTheApplicationHasForIt(ClientApp client) {
    AgentConfig config = material.config("of " + client).set("client.hosts", "*.in-scope.example");
    try (RunningApp app =
        Jvms.own()
            .start(
                client
                    .launch(material.oneWay(), url(named), url(elsewhere))
                    .arguments("--truststore=" + material.trustsItsOwnAuthority())
                    .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      List<String> outcomes = app.output();
      assertThat(outcomes).as("%s", app).hasSize(2);
      assertThat(outcomes.get(0)).as("%s", app).startsWith("STATUS 200");
      assertThat(outcomes.get(1)).as("%s", app).startsWith("FAILED ");
      assertThat(elsewhere.clients()).isEmpty();
      assertThat(config.audit().lines()).noneMatch(AuditLine::isVerdict);
    }
  }

  private static String url(RawTlsServer server) {
    return "https://localhost:" + server.port() + "/";
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stacks of TLS and QUIC that make nothing of {@code javax.net.ssl}: known by their names, and
 * refused in {@code enforce} as an application begins to use them, elsewhere reported.
 */
class OtherStacksIT {

  /** What the agent calls each of them. */
  enum OtherStack {
    KTOR("ktor", "Ktor's own TLS"),
    AWS_CRT("aws-crt", "AWS CRT"),
    NETTY_QUIC("netty-quic", "Netty QUIC"),
    JETTY_QUIC("jetty-quic", "Jetty QUIC");

    private final String option;
    private final String auditName;

    OtherStack(String option, String auditName) {
      this.option = option;
      this.auditName = auditName;
    }

    Launch launch() {
      return Launch.of(TestApp.OTHER_STACKS, "--stack=" + option);
    }
  }

  private static final String JDK_QUIC = "QUIC of the JDK";

  @TempDir static Path directory;
  private static MutualTls material;
  private static RawTlsServer server;

  @BeforeAll
  static void startServer() {
    material = MutualTls.in(directory);
    server =
        RawTlsServer.start(material.pki().server(PeerKind.GOOD), material.pki().rootCertificate());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void enforceRefusesIt(OtherStack stack) {
    assertThat(run(Jvms.own(), stack.launch(), "enforce", stack.auditName))
        .startsWith("FAILED")
        .contains("mtls-agent refuses", stack.auditName);
    assertThat(server.clients()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void observeOnlySaysSo(OtherStack stack) {
    assertThat(run(Jvms.own(), stack.launch(), "observe", stack.auditName))
        .doesNotContain("mtls-agent")
        .matches(answer -> stack == OtherStack.KTOR || answer.startsWith("STATUS 200"));
  }

  static Stream<Jvm> jvmsWithHttp3() {
    return Jvms.all().filter(TestApp.HTTP_3_CLIENT::runsOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvmsWithHttp3")
  void enforceRefusesHttp3OfTheJdk(Jvm jvm) {
    assertThat(run(jvm, http3(jvm), "enforce", JDK_QUIC))
        .startsWith("FAILED")
        .contains("mtls-agent refuses");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvmsWithHttp3")
  void observeOnlySaysSoOfHttp3(Jvm jvm) {
    assertThat(run(jvm, http3(jvm), "observe", JDK_QUIC)).doesNotContain("mtls-agent");
  }

  private static Launch http3(Jvm jvm) {
    jvm.assumeRuns(TestApp.HTTP_3_CLIENT);
    return Launch.of(TestApp.HTTP_3_CLIENT, material.oneWay().clientArguments());
  }

  /** What the application prints. */
  private static String run(Jvm jvm, Launch launch, String mode, String auditName) {
    AgentConfig config = material.config(auditName + " in " + mode).set("mode", mode);
    Launch toServer = launch.arguments("--url=https://localhost:" + server.port() + "/");
    try (RunningApp app = jvm.start(toServer.withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(config.audit().await(auditName, 1, line -> isOf(line, auditName)))
          .as("%s", app)
          .singleElement()
          .matches(line -> line.text("event.action").equals("tls-uncovered"));
      assertThat(app.output()).as("%s", app).hasSize(1);
      return app.output().get(0);
    }
  }

  private static boolean isOf(AuditLine line, String auditName) {
    return line.text("mtls.stack").equals(auditName);
  }
}

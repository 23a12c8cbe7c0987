package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JaCoCo, which weaves classes, Jolokia, which has a server of TLS, and those of Elastic and
 * Datadog, which use TLS as they weave, before ours and after it. {@link OpenTelemetryIT} shows one
 * more.
 */
class OtherAgentsIT {

  /** Which agent the JVM starts first: then its TLS contexts may be made before ours can see. */
  enum Order {
    OURS_FIRST,
    THEIRS_FIRST
  }

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Arguments> matrix() {
    return Jvms.all()
        .filter(jvm -> Jvms.local().contains(jvm))
        .flatMap(jvm -> Stream.of(Order.values()).map(order -> Arguments.of(order, jvm)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("matrix")
  void coverageIsMeasuredUnderMutualTls(Order order, Jvm jvm) {
    Path coverage = directory.resolve(order + " on " + jvm + ".exec");
    String theirs = agent("org.jacoco.agent-runtime.jar") + "=destfile=" + coverage;
    try (RunningApp app = jvm.start(launch("jacoco", order, jvm, theirs)).awaitReady()) {
      assertOnlyTheGoodClientIsServed(app, app.port(), "/");
      assertThat(app.wasAsked("/good", true)).as("%s", app).isTrue();
    }
    assertThat(coverage).isNotEmptyFile();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("matrix")
  void serverOfAnotherAgentIsCovered(Order order, Jvm jvm) {
    int port = GuardedServer.freePort();
    String theirs =
        agent("jolokia-agent-jvm-javaagent.jar")
            + "=host=127.0.0.1,discoveryEnabled=false,protocol=https,port="
            + port
            + ",keystore="
            + material.oneWay().keystore()
            + ",keystorePassword="
            + PkiFiles.PASSWORD;
    try (RunningApp app = jvm.start(launch("jolokia", order, jvm, theirs)).awaitReady()) {
      String url = "https://localhost:" + port + "/jolokia/version";
      assertThat(material.goodClient().get(url).output()).as("%s", app).contains("\"status\":200");
      assertThat(MutualTls.nobody().get(url).output()).as("%s", app).isEmpty();
      assertOnlyTheGoodClientIsServed(app, app.port(), "/");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void elasticWatchesUnderMutualTls(Order order) {
    assertWatched(
        "elastic",
        order,
        "elastic-apm-agent.jar",
        "-Delastic.apm.disable_send=true",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.central_config=false");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void datadogWatchesUnderMutualTls(Order order) {
    assertWatched(
        "datadog",
        order,
        "dd-java-agent.jar",
        "-Ddd.trace.agent.url=http://127.0.0.1:1",
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.trace.startup.logs=false");
  }

  private static void assertWatched(String name, Order order, String jar, String... options) {
    Launch launch = launch(name, order, Jvms.own(), agent(jar).toString()).jvmOptions(options);
    try (RunningApp app = Jvms.own().start(launch).awaitReady()) {
      assertOnlyTheGoodClientIsServed(app, app.port(), "/");
      assertThat(app.wasAsked("/good", true)).as("%s", app).isTrue();
      assertThat(app.errors())
          .as("%s", app)
          .noneMatch(line -> line.startsWith("[mtls-agent] ERROR"));
    }
  }

  private static void assertOnlyTheGoodClientIsServed(RunningApp app, int port, String path) {
    String url = "https://localhost:" + port + path;
    assertThat(material.goodClient().get(url + "good").output()).as("%s", app).startsWith("hello");
    assertThat(MutualTls.nobody().get(url + "nobody").output()).as("%s", app).isEmpty();
    assertThat(app.wasAsked("/nobody")).isFalse();
  }

  private static Launch launch(String name, Order order, Jvm jvm, String theirs) {
    AgentConfig config = material.config(name + " " + order + " on " + jvm);
    String ours = Project.agentJar() + "=" + config.write();
    Launch launch = Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments());
    return order == Order.OURS_FIRST
        ? launch.jvmOptions("-javaagent:" + ours, "-javaagent:" + theirs)
        : launch.jvmOptions("-javaagent:" + theirs, "-javaagent:" + ours);
  }

  private static Path agent(String file) {
    Path jar = Project.root().resolve("integration-tests/target/agents").resolve(file);
    assertThat(jar).as("copied by the build").isRegularFile();
    return jar;
  }
}

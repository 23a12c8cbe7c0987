package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two engines that shake hands in memory are no peers; whoever repeats their ClientHello is. */
class EnginePairIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Arguments> matrix() {
    return Jvms.all()
        .flatMap(jvm -> Stream.of("TLSv1.2", "TLSv1.3").map(tls -> Arguments.of(jvm, tls)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void pairInMemoryIsLeftAloneAndNotAudited(Jvm jvm, String protocol) {
    AgentConfig config = config("pair", jvm, protocol);

    assertThat(run(jvm, config, protocol)).contains("PAIRED " + protocol);
    assertThat(config.audit().lines()).noneMatch(AuditLine::isVerdict);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void repeatedClientHelloLetsNobodyIn(Jvm jvm, String protocol) {
    AgentConfig config = config("impostor", jvm, protocol);

    assertThat(run(jvm, config, protocol, "--impostor"))
        .anyMatch(line -> line.startsWith("REFUSED "))
        .doesNotContain("LET IN");
    assertThat(config.audit().lines())
        .filteredOn(AuditLine::isVerdict)
        .extracting(line -> line.text("event.action") + " " + line.text("event.code"))
        .containsExactly("peer-rejected protocol");
  }

  /** Otherwise whoever gets this JVM's client to call him passes its bytes on to its server. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void enginesThatMeetOverASocketAreNoPairInMemory(Jvm jvm, String protocol) {
    AgentConfig config = config("connected", jvm, protocol);

    assertThat(run(jvm, config, protocol, "--connected"))
        .anyMatch(line -> line.startsWith("REFUSED "))
        .doesNotContain("LET IN");
    assertThat(config.audit().lines())
        .filteredOn(AuditLine::isVerdict)
        .extracting(line -> line.text("event.action") + " " + line.text("event.code"))
        .containsExactly("peer-rejected no_certificate");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void clientThatIsClosedLeavesALineIfItHasSaidAnything(Jvm jvm, String protocol) {
    AgentConfig before = material.config("before-" + jvm.version() + "-" + protocol);
    assertThat(run(jvm, before, protocol, "--close=before")).contains("CLOSED");
    assertThat(before.audit().lines()).noneMatch(AuditLine::isVerdict);

    AgentConfig after = material.config("after-" + jvm.version() + "-" + protocol);
    assertThat(run(jvm, after, protocol, "--close=after")).contains("CLOSED");
    assertThat(after.audit().lines())
        .filteredOn(AuditLine::isVerdict)
        .extracting(line -> line.text("event.action") + " " + line.text("event.code"))
        .containsExactly("peer-rejected protocol");
  }

  /** The impostor's own end is not what is tested. */
  private static AgentConfig config(String folder, Jvm jvm, String protocol) {
    return material
        .config(folder + "-" + jvm.version() + "-" + protocol)
        .set("client.exclude-hosts", "localhost");
  }

  private static List<String> run(
      Jvm jvm, AgentConfig config, String protocol, String... arguments) {
    jvm.assumeRuns(TestApp.ENGINE_PAIR);
    Launch launch =
        Launch.of(TestApp.ENGINE_PAIR, material.oneWay().serverArguments())
            .arguments(material.oneWay().clientArguments())
            .arguments("--trust-all", "--protocol=" + protocol)
            .arguments(arguments)
            .withAgent(config.write());
    try (RunningApp app = jvm.start(launch)) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      return app.output();
    }
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent can switch class-data sharing off, and with it make every start slower. */
class ClassDataSharingIT {

  /** Woven: these cannot be shared, since their bytes differ. */
  private static final Set<String> WOVEN =
      Set.of(
          "sun.security.ssl.SSLContextImpl",
          "sun.security.ssl.HandshakeContext",
          "sun.security.ssl.ClientHello$ClientHelloConsumer",
          "sun.security.ssl.TransportContext");

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** Java 8 has no archive as installed, nor a log of where a class came from. */
  static Stream<Jvm> machines() {
    return Jvms.all().filter(jvm -> jvm.version() > 8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void classesOfTheJdkStayShared(Jvm jvm) throws IOException {
    jvm.assumeRuns(TestApp.EARLY_THREADS);
    Path log = directory.resolve("classes-" + jvm.version());
    Launch launch =
        Launch.of(TestApp.EARLY_THREADS)
            .jvmOptions("-Xshare:on", "-Xlog:class+load=info:file=" + log);
    try (RunningApp app = jvm.start(launch)) {
      Assumptions.assumeTrue(app.awaitExit() == 0, () -> jvm + " has no shared archive: " + app);
    }
    Set<String> without = shared(log);
    Path config = material.config("sharing-" + jvm.version()).write();
    try (RunningApp app = jvm.start(launch.withAgent(config))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).containsExactly("DONE");
      assertThat(app.errors())
          .as("no warning of the JVM")
          .allMatch(l -> l.startsWith("[mtls-agent]"));
    }
    without.removeAll(WOVEN);
    // Lambdas of the archive are regenerated under any agent.
    without.removeIf(name -> name.contains("$$") || name.contains("0x"));
    assertThat(shared(log)).containsAll(without);
  }

  static Stream<Jvm> ownMachines() {
    return Jvms.local().stream().filter(jvm -> Jvms.all().anyMatch(jvm::equals));
  }

  /**
   * An archive that the application made without the agent holds TLS classes as they were. (One
   * made with an agent is refused by the JVM.) With the collector that JVMs with much memory take.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ownMachines")
  void classesFromAnArchiveOfTheApplicationAreWoven(Jvm jvm) {
    Path archive = directory.resolve("application-" + jvm.version() + ".jsa");
    Launch dump = Launch.of(TestApp.EARLY_THREADS);
    try (RunningApp app = jvm.start(dump.jvmOptions("-XX:ArchiveClassesAtExit=" + archive))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
    }
    assertThat(archive).isNotEmptyFile();
    Path config = material.config("archive-" + jvm.version()).write();
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .jvmOptions("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-XX:+UseZGC");
    try (RunningApp app = jvm.start(launch.withAgent(config)).awaitReady()) {
      String url = "https://localhost:" + app.port() + "/";
      assertThat(material.goodClient().get(url + "good").output()).as("%s", app).contains("hello");
      assertThat(MutualTls.nobody().get(url + "nobody").output()).as("%s", app).isEmpty();
      assertThat(app.wasAsked("/good", true)).as("%s", app).isTrue();
      assertThat(app.wasAsked("/nobody")).isFalse();
    }
  }

  private static Set<String> shared(Path log) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      int source = line.indexOf(" source: shared objects file");
      if (source > 0) {
        names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
      }
    }
    return names;
  }
}

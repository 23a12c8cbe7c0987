package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application sees nothing of the agent and its libraries, nor the agent the application's. */
class IsolationIT {

  private static final String OURS =
      "io.mtlsagent.runtime.AgentStart,io.mtlsagent.policy.Mode,io.mtlsagent.weaving.Weaver,"
          + "net.bytebuddy.ByteBuddy,net.bytebuddy.jar.asm.ClassReader,"
          + "org.bouncycastle.asn1.ASN1Object,com.fasterxml.jackson.core.JsonFactory,"
          + "picocli.CommandLine,com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap";

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  @Test
  void coreAndItsLibrariesCannotBeSeenByTheApplication() {
    Launch launch =
        Launch.of(TestApp.SURROUNDINGS, material.oneWay().serverArguments())
            .arguments(material.oneWay().clientArguments())
            .arguments("--look-for=" + OURS + ",io.mtlsagent.launcher.AgentLauncher")
            .withAgent(material.config("visibility").write());
    Execution run = Execution.of(LocalJdks.own(), launch, Duration.ofSeconds(60));
    List<String> lines = run.outputText().lines().toList();
    for (String name : OURS.split(",")) {
      assertThat(lines).contains("HIDDEN " + name);
    }
    // The JVM itself puts the launcher there; that it is found shows that looking works.
    assertThat(lines).contains("VISIBLE io.mtlsagent.launcher.AgentLauncher");
  }

  @Test
  void jarShowsTheLauncherAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      Set<String> visible =
          jar.stream()
              .filter(entry -> !entry.isDirectory())
              .map(entry -> entry.getName())
              .filter(name -> !name.equals("core.pack"))
              .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(visible).containsExactly("META-INF/", "io/mtlsagent/launcher/");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#all")
  void applicationWithOtherVersionsOfOurLibrariesUsesItsOwn(Jvm jvm) {
    jvm.assumeRuns(TestApp.OTHER_VERSIONS);
    AgentConfig config = material.config("versions-" + jvm.version());
    Launch launch =
        Launch.of(TestApp.OTHER_VERSIONS, material.oneWay().serverArguments())
            .withAgent(config.write());
    try (RunningApp app = jvm.start(launch).awaitReady()) {
      assertThat(app.output())
          .as("%s", app)
          .anyMatch(line -> line.equals("USES byte-buddy-1.14.18.jar: made at run time"))
          .anyMatch(line -> line.startsWith("USES bcprov-jdk18on-1.78.1.jar: BC version 1.78"))
          .anyMatch(line -> line.equals("USES jackson-core-2.13.5.jar: 42"))
          .anyMatch(line -> line.equals("USES picocli-4.6.3.jar: 4.6.3"));
      assertGuarded(app);
      assertUncoveredClassIsTold(app, config.audit());
    }
  }

  private static void assertGuarded(RunningApp app) {
    String url = "https://localhost:" + app.port() + "/";
    assertThat(material.goodClient().get(url).output()).as("%s", app).startsWith("hello");
    assertThat(MutualTls.nobody().get(url).output()).as("%s", app).isEmpty();
  }

  /** A class of a library as the agent does not know it: told, never skipped in silence. */
  private static void assertUncoveredClassIsTold(RunningApp app, AuditLog audit) {
    assertThat(app.errors())
        .filteredOn(line -> line.startsWith("[mtls-agent] ERROR: Tomcat is not covered"))
        .singleElement()
        .asString()
        .contains("org/apache/tomcat/util/net/SecureNioChannel");
    assertThat(
            audit.await(
                "tls-uncovered", 1, line -> line.text("event.action").equals("tls-uncovered")))
        .singleElement()
        .satisfies(line -> assertThat(line.text("mtls.stack")).isEqualTo("Tomcat"));
  }
}

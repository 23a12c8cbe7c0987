package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.SecondAgent;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PkiFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must not have happened when the application's main method begins, on every virtual machine
 * and with every kind of key material. A second agent, started last, takes stock; the same
 * application with and without ours.
 */
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("machinesAndMaterial")
class PremainIT {

  /** Each is read by other code, that of Bouncy Castle where a password protects it. */
  private enum Protection {
    PLAIN_PEM {
      @Override
      AgentConfig configure(AgentConfig config) {
        return config;
      }
    },
    ENCRYPTED_KEY {
      @Override
      AgentConfig configure(AgentConfig config) {
        Path key = material.pki().encryptedKey("encrypted", material.identity());
        return config
            .set("identity.key", key.toString())
            .set("identity.key.password", PkiFiles.PASSWORD);
      }
    },
    PKCS12_STORES {
      @Override
      AgentConfig configure(AgentConfig config) {
        return config
            .unset("identity.certificate")
            .unset("identity.key")
            .set("identity.keystore", material.identity().keystore().toString())
            .set("identity.keystore.password", PkiFiles.PASSWORD)
            .unset("trust.certificates")
            .set("trust.keystore", material.pki().truststore().toString())
            .set("trust.keystore.password", PkiFiles.PASSWORD);
      }
    };

    abstract AgentConfig configure(AgentConfig config);
  }

  @TempDir static Path directory;
  private static MutualTls material;
  private static final Map<Jvm, Run> WITHOUT = new HashMap<>();
  private static Run without;
  private static Run with;

  @Parameter(0)
  Jvm jvm;

  @Parameter(1)
  Protection protection;

  static Stream<Arguments> machinesAndMaterial() {
    return Jvms.all()
        .flatMap(jvm -> Stream.of(Protection.values()).map(each -> Arguments.of(jvm, each)));
  }

  /** What the second agent noted and what the application printed. */
  private record Run(SecondAgent notes, int exit, List<String> output, List<String> errors) {

    static Run of(Jvm jvm, Launch launch, Path notes) {
      SecondAgent agent = new SecondAgent(notes);
      try (RunningApp app = jvm.start(agent.after(launch))) {
        return new Run(agent, app.awaitExit(), app.output(), app.errors());
      }
    }
  }

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  @BeforeParameterizedClassInvocation
  static void run(Jvm jvm, Protection protection) {
    if (jvm.obstacle().isEmpty()) {
      Launch launch =
          Launch.of(TestApp.SURROUNDINGS, material.oneWay().serverArguments())
              .arguments(material.oneWay().clientArguments())
              .jvmOptions(
                  "-Djava.util.logging.config.file=" + loggingProperties(),
                  "-Djava.util.logging.manager=example.jdk.habits.OwnLogManager");
      String name = jvm.version() + "-" + protection;
      without =
          WITHOUT.computeIfAbsent(
              jvm, any -> Run.of(any, launch, directory.resolve("notes-" + any.version())));
      Path config = protection.configure(material.config("config-" + name)).write();
      with = Run.of(jvm, launch.withAgent(config), directory.resolve("notes-with-" + name));
    }
  }

  private static Path loggingProperties() {
    try {
      return Files.writeString(
          directory.resolve("logging.properties"), ".level=OFF\n", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void skipWhereTheVirtualMachineIsMissing() {
    jvm.assumeRuns(TestApp.SURROUNDINGS);
  }

  @Test
  void nothingIsPrintedOnStandardOutput() {
    assertThat(with.exit()).as("%s", with).isZero();
    assertThat(with.output()).containsExactlyElementsOf(without.output());
    assertThat(with.errors()).allMatch(line -> line.startsWith("[mtls-agent] "));
  }

  @Test
  void listOfSecurityProvidersStaysAsItIs() {
    assertThat(providers(without)).isNotEmpty();
    assertThat(providers(with)).isEqualTo(providers(without));
  }

  private static List<String> providers(Run run) {
    return run.output().stream().filter(line -> line.startsWith("PROVIDER ")).toList();
  }

  @Test
  void noClassOfJsseIsLoaded() {
    assertNothingLoadedFrom("sun.security.ssl.", "com.sun.net.ssl.", "sun.net.www.protocol.https.");
  }

  /** The command line names a log manager, as those of Tomcat and WildFly do. */
  @Test
  void loggingIsNotTouched() {
    assertThat(with.output()).contains("LOG MANAGER made by the application");
    assertNothingLoadedFrom(
        "java.util.logging.", "sun.util.logging.", "sun.net.www.protocol.http.");
  }

  @Test
  void managementIsNotTouched() {
    assertNothingLoadedFrom(
        "javax.management.",
        "java.lang.management.",
        "sun.management.",
        "com.sun.jmx.",
        "jdk.jfr.");
  }

  @Test
  void securityPropertiesAreNotRead() {
    assertNothingLoadedFrom(
        "sun.security.util.DisabledAlgorithmConstraints",
        "sun.security.validator.",
        "sun.security.provider.certpath.");
  }

  @Test
  void noHostNameIsResolved() {
    // Asked how long an answer may be kept; the latter from Java 9 on.
    assertNothingLoadedFrom(
        "sun.net.InetAddressCachePolicy", "java.net.InetAddress$NameServiceAddresses");
  }

  @Test
  void noThreadIsStarted() {
    assertThat(with.notes().threads()).isEqualTo(without.notes().threads());
  }

  private static void assertNothingLoadedFrom(String... prefixes) {
    Set<String> ours = new TreeSet<>(with.notes().loaded());
    assertThat(ours).anyMatch(name -> name.startsWith("io.mtlsagent.runtime."));
    ours.removeAll(without.notes().loaded());
    ours.removeIf(name -> Stream.of(prefixes).noneMatch(name.replace("[L", "")::startsWith));
    assertThat(ours).isEmpty();
  }
}

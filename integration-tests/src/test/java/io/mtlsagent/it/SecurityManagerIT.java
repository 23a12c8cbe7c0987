package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A security manager whose policy lets the application do little: what the agent does on the
 * application's stack, it does by its own rights.
 */
class SecurityManagerIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** The oldest and the newest that have one without being asked twice. */
  static Stream<Jvm> machines() {
    return Jvms.all().filter(jvm -> jvm.version() == 8 || jvm.version() == 17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void serverThatMayDoLittleIsCovered(Jvm jvm) throws IOException {
    jvm.assumeRuns(TestApp.SSL_SERVER_SOCKET);
    AgentConfig config = material.config("server-" + jvm.version());
    Launch launch =
        Launch.of(TestApp.SSL_SERVER_SOCKET, material.oneWay().serverArguments())
            .jvmOptions(guarded("server-" + jvm.version(), true));
    PeerFiles leaver =
        material.pki().write("leaver", material.pki().issue("leaver").forClient().make());
    try (GuardedServer server = GuardedServer.start(jvm, launch, config)) {
      for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
        assertVerdict(server, protocol, material.pki().client(PeerKind.GOOD), "accepted");
        assertVerdict(server, protocol, material.pki().client(PeerKind.EXPIRED), "expired");
        assertVerdict(server, protocol, null, "no_certificate");
      }
      assertVerdict(server, "TLSv1.3", leaver, "accepted");
      material.pki().revoke(leaver);
      Awaitility.await("the list that changed on disk")
          .until(() -> code(server, "TLSv1.3", leaver).equals("revoked"));
      assertThat(server.app().errors())
          .as("%s", server)
          .noneMatch(line -> line.contains("ERROR") || line.contains("AccessControl"));
    }
  }

  private static void assertVerdict(
      GuardedServer server, String protocol, PeerFiles client, String code) {
    assertThat(code(server, protocol, client)).as("%s", server).isEqualTo(code);
  }

  private static String code(GuardedServer server, String protocol, PeerFiles client) {
    AuditLine line =
        server.verdictOn(
            server
                .client(protocol, Talk.HTTP, client, material.pki().rootCertificate())
                .connect("/guarded"));
    return line.text("event.code");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTPS_URL_CONNECTION", "SSL_SOCKET_CLIENT"})
  void clientThatMayDoLittleIsCovered(TestApp client) throws IOException {
    AgentConfig config = material.config("client-" + client);
    Launch server = ServerApp.HTTPS_SERVER.launch(material.oneWay());
    try (GuardedServer guarded =
            GuardedServer.start(own(), server, material.config("to" + client));
        RunningApp app =
            own()
                .start(
                    Launch.of(client, material.oneWay().clientArguments())
                        .arguments("--url=https://localhost:" + guarded.port() + "/")
                        .jvmOptions(guarded("client-" + client, true))
                        .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).as("%s", app).singleElement().asString().contains("hello");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void policyWithoutTheAgentIsRefusedInOneLine(Jvm jvm) throws IOException {
    jvm.assumeRuns(TestApp.SSL_SERVER_SOCKET);
    Path config = material.config("denied-" + jvm.version()).write();
    Launch launch =
        Launch.of(TestApp.SSL_SERVER_SOCKET, material.oneWay().serverArguments())
            .jvmOptions(guarded("denied-" + jvm.version(), false));
    try (RunningApp app = jvm.start(launch.withAgent(config))) {
      assertThat(app.awaitExit()).as("%s", app).isEqualTo(78);
      assertThat(app.errors())
          .as("%s", app)
          .anyMatch(
              line ->
                  line.startsWith("[mtls-agent] ERROR: the policy of the security manager")
                      && line.contains("grant java.security.AllPermission to the agent's jar"));
    }
  }

  private static Jvm own() {
    return Jvms.own();
  }

  private static String[] guarded(String name, boolean withAgent) throws IOException {
    Path policy = directory.resolve(name + ".policy");
    String text =
        grant(
                Project.root().resolve("test-apps") + "/-",
                "java.net.SocketPermission \"*\", \"accept,listen,resolve,connect\"",
                "java.io.FilePermission \"" + material.oneWay().keystore() + "\", \"read\"",
                "java.io.FilePermission \"" + material.oneWay().truststore() + "\", \"read\"",
                "java.util.PropertyPermission \"*\", \"read\"",
                "java.lang.RuntimePermission \"setFactory\"")
            // as the JDK's own policy has it: on Java 8 elliptic curves are an extension
            + "grant codeBase \"file:${{java.ext.dirs}}/*\" {\n"
            + "  permission java.security.AllPermission;\n};\n"
            + (withAgent
                ? grant(Project.agentJar().toString(), "java.security.AllPermission")
                : "");
    Files.writeString(policy, text);
    return new String[] {"-Djava.security.manager", "-Djava.security.policy==" + policy};
  }

  private static String grant(String codeBase, String... permissions) {
    StringBuilder text = new StringBuilder("grant codeBase \"file:" + codeBase + "\" {\n");
    for (String permission : permissions) {
      text.append("  permission ").append(permission).append(";\n");
    }
    return text.append("};\n").toString();
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JVM's own remote JMX over SSL, which it starts after the agent and before main. */
class RemoteJmxIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Jvm> jvms() {
    return Jvms.local().stream().filter(jvm -> Jvms.all().anyMatch(jvm::equals));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void managementTakesClientsWithACertificateAlone(Jvm jvm) {
    int port = GuardedServer.freePort();
    try (GuardedServer server =
        GuardedServer.start(
            jvm,
            ServerApp.SSL_SERVER_SOCKET.launch(material.oneWay()).jvmOptions(remote(port)),
            material.config("server on " + jvm))) {
      AgentConfig config = material.config("client on " + jvm);
      try (RunningApp client = jvm.start(client(port).withAgent(config.write()))) {
        assertThat(client.awaitExit()).as("%s", client).isZero();
        assertThat(client.output())
            .as("%s%n%s", client, server)
            .containsExactly("STATUS 200 Java Virtual Machine Specification");
      }
      AuditLine line = server.audit().await("client", 1, AuditLine::isVerdict).get(0);
      assertThat(line.text("event.code")).isEqualTo("accepted");
      assertThat(line.text("destination.port")).isEqualTo(String.valueOf(port));

      Launch nobody = client(port).arguments("--truststore=" + material.trustsItsOwnAuthority());
      try (RunningApp client = jvm.start(nobody)) {
        assertThat(client.awaitExit()).as("%s", client).isZero();
        assertThat(client.output()).singleElement().asString().startsWith("FAILED");
      }
      server.audit().await("nobody", 1, other -> other.text("event.code").equals("no_certificate"));
    }
  }

  private static String[] remote(int port) {
    return new String[] {
      "-Dcom.sun.management.jmxremote.port=" + port,
      "-Dcom.sun.management.jmxremote.rmi.port=" + port,
      "-Dcom.sun.management.jmxremote.ssl=true",
      "-Dcom.sun.management.jmxremote.registry.ssl=true",
      "-Dcom.sun.management.jmxremote.authenticate=false",
      "-Djava.rmi.server.hostname=localhost",
      "-Djavax.net.ssl.keyStore=" + material.oneWay().keystore(),
      "-Djavax.net.ssl.keyStorePassword=" + PkiFiles.PASSWORD,
      "-Djavax.net.ssl.keyStoreType=PKCS12"
    };
  }

  private static Launch client(int port) {
    return Launch.of(TestApp.JMX_CLIENT, material.oneWay().clientArguments())
        .arguments("--url=jmx://localhost:" + port + "/");
  }
}

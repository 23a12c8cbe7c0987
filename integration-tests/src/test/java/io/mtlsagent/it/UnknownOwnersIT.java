package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.HelloRelay;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSsl;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is nobody's library: of its engines' channels nobody tells the agent. The matrix
 * has it too; here are the rules of ports, and those who would mislead the agent about the port.
 */
class UnknownOwnersIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  private final int port = GuardedServer.freePort();
  private final int secondPort = GuardedServer.freePort();
  private AgentConfig config;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @BeforeEach
  void configure(TestInfo test) {
    Path folder = directory.resolve(test.getTestMethod().orElseThrow().getName());
    config = new AgentConfig(folder, pki.server(PeerKind.GOOD), pki);
  }

  @Test
  void aPortOutOfScopeIsLeftAlone() {
    config.set("server.exclude-ports", String.valueOf(secondPort));
    try (GuardedServer server = start()) {
      assertThat(good(port).get("/good").output()).as("%s", server).contains("hello");

      CommandResult left = OpenSsl.client(secondPort, pki.anchors()).get("/left");
      assertThat(left.output()).as("%s%n%s", left, server).contains("hello");
      assertThat(verdicts(server, 1))
          .extracting(line -> line.text("destination.port"))
          .containsExactly(String.valueOf(port));
    }
  }

  /** The ServerHello is not the first that is written: a ChangeCipherSpec was before. */
  @Test
  void aChannelIsFoundAfterAHelloRetryRequestToo() {
    config.set("server.exclude-ports", String.valueOf(secondPort));
    Launch onlyOneGroup = launch().jvmOptions("-Djdk.tls.namedGroups=secp256r1");
    try (GuardedServer server = GuardedServer.start(Jvms.own(), onlyOneGroup, config)) {
      for (int i = 0; i < 2; i++) {
        assertThat(good(port).protocol("TLSv1.3").get("/good").output())
            .as("%s", server)
            .contains("hello");
      }

      CommandResult left = OpenSsl.client(secondPort, pki.anchors()).protocol("TLSv1.3").get("/");
      assertThat(left.output()).as("%s%n%s", left, server).contains("hello");
      assertThat(verdicts(server, 2))
          .extracting(line -> line.text("destination.port"))
          .containsOnly(String.valueOf(port));
    }
  }

  /** Its hello is never written in one piece, so that nothing is certain in the end. */
  @Test
  void whatIsNotCertainIsUnderTheStrictestRule() {
    config.set("server.exclude-ports", String.valueOf(port));
    try (GuardedServer server = start("--write=20")) {
      assertThat(good(secondPort).get("/good").output()).as("%s", server).contains("hello");

      CommandResult none = OpenSsl.client(port, pki.anchors()).get("/none");
      assertThat(none.output()).as("%s%n%s", none, server).doesNotContain("hello");
      AuditLine refused = verdicts(server, 2).get(1);
      assertThat(refused.text("event.code")).as("%s", refused).isEqualTo("no_certificate");
      assertThat(refused.value("destination.port")).as("%s", refused).isNull();
    }
  }

  /**
   * The client sends its hello to a port out of scope, and the same one to a port in scope, whose
   * connections read it in pieces: it was seen on the wrong channel alone.
   */
  @Test
  void aHelloThatWasSeenElsewhereOpensNothing() {
    config.set("server.exclude-ports", String.valueOf(secondPort));
    try (GuardedServer server = start("--read=20")) {
      assertThat(good(port).get("/good").output()).as("%s", server).contains("hello");
      try (HelloRelay relay = HelloRelay.replaying(port, secondPort)) {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
          CommandResult none =
              OpenSsl.client(relay.port(), pki.anchors()).protocol(protocol).get("/none");
          assertThat(none.output()).as("%s%n%s", none, server).doesNotContain("hello");
        }
      }
      assertThat(server.app().wasAsked("/none")).isFalse();
      List<AuditLine> refused = verdicts(server, 3).subList(1, 3);
      assertThat(refused)
          .extracting(line -> line.text("event.code") + " " + line.text("destination.port"))
          .containsOnly("no_certificate " + port);
    }
  }

  /** Nothing is certain of who is refused before the end: better no address than a wrong one. */
  @Test
  void aHelloThatWasSeenElsewherePutsNoWrongPortInTheLog() {
    try (GuardedServer server = start("--read=20", "--write=20")) {
      assertThat(good(port).get("/good").output()).as("%s", server).contains("hello");
      try (HelloRelay relay = HelloRelay.replaying(port, secondPort)) {
        OpenSsl.client(relay.port(), pki.anchors()).protocol("TLSv1.2").get("/none");
      }
      AuditLine refused = verdicts(server, 2).get(1);
      assertThat(refused.text("event.code")).as("%s", refused).isEqualTo("no_certificate");
      assertThat(refused.value("destination.port")).as("%s", refused).isNull();
    }
  }

  private GuardedServer start(String... arguments) {
    return GuardedServer.start(Jvms.own(), launch().arguments(arguments), config);
  }

  private Launch launch() {
    return Launch.of(TestApp.CHANNEL_SERVER, oneWay.serverArguments())
        .arguments("--port=" + port, "--second-port=" + secondPort);
  }

  private static OpenSsl good(int port) {
    return OpenSsl.client(port, pki.anchors()).identity(pki.client(PeerKind.GOOD));
  }

  private static List<AuditLine> verdicts(GuardedServer server, int count) {
    return server.audit().await("each client", count, AuditLine::isVerdict);
  }
}

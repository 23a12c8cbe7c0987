package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server under load is killed (SIGKILL) again and again: whomever it let in is on record.
 * Setting: {@code mtls.it.kills}, how often.
 */
class KilledServerIT {

  private static final int KILLS = Integer.getInteger("mtls.it.kills", 8);

  private static final int TORN_BYTES = 100;

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  private final Random random = new Random(1);
  private final AgentConfig config =
      new AgentConfig(directory.resolve("agent"), pki.server(PeerKind.GOOD), pki)
          .set("audit.delivery", "sync");
  private final Path log = Path.of(config.value("audit.file"));
  private int torn;
  private int answered;
  private int resumed;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @Test
  void nobodyWhoHadAnAnswerIsMissingFromTheLog() throws Exception {
    List<Jvm> jvms = Jvms.local();
    for (int round = 0; round < KILLS; round++) {
      long before = Files.exists(log) ? Files.size(log) : 0;
      ServerApp kind = round % 2 == 0 ? ServerApp.SSL_SERVER_SOCKET : ServerApp.HTTPS_SERVER;
      List<Attempt> attempts = loadUntilKilled(jvms.get(round / 2 % jvms.size()), kind);
      assertAllAreRecorded(attempts, config.audit().linesFrom(before));
      assertVerified();
      if (round % 3 == 2) {
        tearALine();
        assertVerified();
      }
    }
    startOnceMoreAndEndInPeace();
    System.out.printf(
        "%d kills: %d answered (%d resumed), %d lines torn%n", KILLS, answered, resumed, torn);
  }

  private List<Attempt> loadUntilKilled(Jvm jvm, ServerApp kind) throws InterruptedException {
    try (GuardedServer server = GuardedServer.start(jvm, kind.launch(oneWay), config)) {
      Load load = Load.of(clients(server));
      try (load) {
        Awaitility.await("answers").until(() -> load.answered() > 30);
        Thread.sleep(random.nextInt(400));
        server.app().kill();
      }
      return load.attempts();
    }
  }

  private static List<Supplier<RawTlsClient>> clients(GuardedServer server) {
    List<Supplier<RawTlsClient>> clients = new ArrayList<>();
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      clients.add(() -> client(server, protocol, pki.client(PeerKind.GOOD)));
      clients.add(() -> client(server, protocol, pki.client(PeerKind.GOOD)));
      clients.add(() -> client(server, protocol, null));
    }
    return clients;
  }

  private static RawTlsClient client(
      GuardedServer server, String protocol, @Nullable PeerFiles identity) {
    return server.client(protocol, Talk.HTTP, identity, pki.rootCertificate());
  }

  private void assertAllAreRecorded(List<Attempt> attempts, List<AuditLine> lines) {
    Set<String> accepted =
        lines.stream()
            .filter(line -> line.text("event.action").equals("peer-accepted"))
            .map(line -> line.text("source.port"))
            .collect(Collectors.toSet());
    for (Attempt attempt : attempts) {
      if (attempt.answered()) {
        answered++;
        resumed += attempt.resumed() ? 1 : 0;
        assertThat(accepted).as("%s", attempt).contains(String.valueOf(attempt.localPort()));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      // one process, and not a line of it lost
      assertThat(lines.get(i).text("event.sequence")).isEqualTo(String.valueOf(i + 1));
    }
  }

  /** A write that the kernel had not finished is too seldom to be waited for. */
  private void tearALine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    String beginning = lines.get(lines.size() - 1).substring(0, TORN_BYTES);
    Files.writeString(log, beginning, StandardOpenOption.APPEND);
    torn++;
  }

  private void assertVerified() throws IOException {
    CommandResult result = AgentCommand.run("verify", log.toString());
    assertThat(result.exit()).as("%s", result).isZero();
    byte[] bytes = Files.readAllBytes(log);
    if (bytes[bytes.length - 1] == '\n') {
      assertThat(result.output()).contains("good: every line follows from the one before it");
    } else {
      assertThat(result.output()).contains("the log ends without a newline: a crash");
    }
  }

  private void startOnceMoreAndEndInPeace() throws IOException {
    tearALine();
    try (GuardedServer server =
        GuardedServer.start(Jvms.own(), ServerApp.SSL_SERVER_SOCKET.launch(oneWay), config)) {
      Attempt attempt = client(server, "TLSv1.3", pki.client(PeerKind.GOOD)).connect("/last");
      assertThat(attempt.answered()).as("%s%n%s", attempt, server).isTrue();
    }
    CommandResult result = AgentCommand.run("verify", log.toString());
    assertThat(result.output())
        .contains(torn + " line(s) torn by a crash and kept in the chain")
        .contains("good: every line follows from the one before it");
    assertThat(result.exit()).isZero();
  }
}

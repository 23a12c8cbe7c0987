package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.SoakVisits.Visit;
import io.mtlsagent.it.SoakVisits.Visitor;
import io.mtlsagent.it.SoakVisits.Weather;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once: clients of every kind, full handshakes and resumed ones, TLS 1.2 and 1.3, on
 * a server with sockets and one with engines, while certificates rotate, configurations change and
 * break, a client is revoked and reinstated, a responder hangs, disks fill up and modes change.
 * Settings: {@code mtls.soak.minutes} (1), {@code mtls.soak.pause}, milliseconds between the
 * connections of one client (40).
 */
class SoakIT {

  private static final Duration LENGTH =
      Duration.ofSeconds(
          Math.round(60 * Double.parseDouble(System.getProperty("mtls.soak.minutes", "1"))));

  private static final int PAUSE_MILLIS = Integer.getInteger("mtls.soak.pause", 40);

  /** A line has about a kilobyte. */
  private static final int MEGABYTES = 16 + (int) (LENGTH.toSeconds() / 4);

  private static final Duration OF_A_FULL_DISK = Duration.ofSeconds(2);
  private static final Duration OF_A_MODE = Duration.ofSeconds(1);

  /** Of live heap, over the whole time: caches fill, and a class is loaded now and then. */
  private static final long ALLOWED_GROWTH = 2 << 20;

  @TempDir Path directory;
  private final List<SoakServer> servers = new ArrayList<>();
  private final Map<SoakServer, Long> heap = new HashMap<>();
  private final Map<SoakServer, Integer> threads = new HashMap<>();
  private final List<String> figures = new ArrayList<>();
  private PkiFiles pki;
  private RawHttpServer hanging;
  private PeerFiles turnstile;
  private List<PeerFiles> identities;
  private SoakVisits visits;

  @BeforeEach
  void start() throws Exception {
    OneWayTls oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    hanging = RawHttpServer.hanging();
    turnstile = pki.write("turnstile", pki.issue("turnstile").forClient().make());
    identities = List.of(server("server-a"), server("server-b"));
    visits =
        new SoakVisits(
            visitors(), PAUSE_MILLIS, List.of(pki.rootCertificate(), oneWay.rootCertificate()));
    servers.add(start(oneWay, ServerApp.SSL_SERVER_SOCKET, "sync"));
    servers.add(start(oneWay, ServerApp.NETTY, "async"));
  }

  private PeerFiles server(String name) {
    return pki.write(name, pki.issue(name).forServer().make());
  }

  private SoakServer start(OneWayTls oneWay, ServerApp kind, String delivery) throws Exception {
    return SoakServer.start(
        Jvms.own(),
        kind,
        directory.resolve(kind.name()),
        oneWay,
        pki,
        identities.get(0),
        delivery,
        MEGABYTES);
  }

  private Map<Visitor, PeerFiles> visitors() {
    Map<Visitor, PeerFiles> visitors = new EnumMap<>(Visitor.class);
    visitors.put(Visitor.GOOD, pki.client(PeerKind.GOOD));
    visitors.put(Visitor.REVOKED, pki.client(PeerKind.REVOKED));
    visitors.put(Visitor.EXPIRED, pki.client(PeerKind.EXPIRED));
    visitors.put(Visitor.FOREIGN, pki.client(PeerKind.FOREIGN));
    visitors.put(Visitor.TURNSTILE, turnstile);
    Pki silent = pki.root().intermediate("silent");
    visitors.put(
        Visitor.OF_HANGING_RESPONDER,
        pki.write(
            "silent",
            StatusAddress.responder(silent.issue("silent").forClient(), hanging.url()).make()));
    return visitors;
  }

  @AfterEach
  void stop() throws Exception {
    visits.close();
    hanging.close();
    for (SoakServer server : servers) {
      server.close();
    }
  }

  @Test
  void nothingIsLostLeaksOrLetsAnybodyIn() throws Exception {
    servers.forEach(visits::begin);
    long end = System.nanoTime() + LENGTH.toNanos();
    int rounds = 0;
    while (System.nanoTime() < end) {
      disturb(rounds);
      rounds++;
      if (rounds == 1) {
        measure();
      }
      assertThat(faults()).isEmpty();
    }
    visits.close();
    assertHeapAndThreadsAreFlat();
    for (SoakServer server : servers) {
      assertThat(server.beans().agent("AuditLinesDropped")).isEqualTo(0L);
      server.stop();
    }
    for (SoakServer server : servers) {
      assertEveryVisitHasItsLine(server);
      assertNothingWentWrongInside(server);
    }
    System.out.println("soak: " + rounds + " rounds in " + LENGTH + ", " + figures);
  }

  private List<String> faults() {
    return visits.all().stream().map(Visit::fault).filter(fault -> !fault.isEmpty()).toList();
  }

  /** All that can happen, once. */
  private void disturb(int round) throws Exception {
    PeerFiles identity = identities.get((round + 1) % identities.size());
    for (SoakServer server : servers) {
      server.rotate(identity);
      server.changeRules();
      server.breakAndMend();
    }
    turn(false);
    fillDisks();
    turn(true);
    for (String mode : List.of("permissive", "observe")) {
      Weather before = visits.weather();
      visits.weather(new Weather(false, true, null));
      changeModes(mode);
      Thread.sleep(OF_A_MODE.toMillis());
      // whoever was let in without a certificate may lose the connection that is open
      visits.weather(new Weather(false, false, null));
      changeModes("enforce");
      visits.weather(new Weather(true, true, before.turnstile()));
    }
    for (SoakServer server : servers) {
      CommandResult status = AgentCommand.run("status", String.valueOf(server.pid()));
      assertThat(status.exit()).as("%s", status).isZero();
    }
  }

  private void changeModes(String mode) throws Exception {
    for (SoakServer server : servers) {
      server.mode(mode);
    }
  }

  /** Revokes the client, or reinstates it, and waits until each server has heard of it. */
  private void turn(boolean open) {
    visits.weather(new Weather(true, true, null));
    if (open) {
      pki.reinstate(turnstile);
    } else {
      pki.revoke(turnstile);
    }
    for (SoakServer server : servers) {
      Awaitility.await("turnstile open: " + open)
          .atMost(Duration.ofSeconds(30))
          .until(() -> visits.once(server, Visitor.TURNSTILE).attempt().answered() == open);
    }
    visits.weather(new Weather(true, true, open));
  }

  /** Nobody is let in unrecorded; see FullDiskIT for what each kind of delivery does. */
  private void fillDisks() throws Exception {
    Weather before = visits.weather();
    visits.weather(new Weather(true, false, before.turnstile()));
    for (SoakServer server : servers) {
      server.disk().fill();
    }
    Thread.sleep(OF_A_FULL_DISK.toMillis());
    for (SoakServer server : servers) {
      server.disk().free();
    }
    for (SoakServer server : servers) {
      Awaitility.await("disk is used again")
          .until(() -> visits.once(server, Visitor.GOOD).attempt().answered());
    }
    visits.weather(new Weather(true, true, before.turnstile()));
  }

  private void measure() {
    visits.inQuiet(
        () -> {
          for (SoakServer server : servers) {
            heap.put(server, liveBytes(server));
            threads.put(server, threads(server).size());
          }
        });
  }

  private void assertHeapAndThreadsAreFlat() {
    for (SoakServer server : servers) {
      long before = heap.get(server);
      long after = liveBytes(server);
      figures.add(server + ": live heap " + before / 1024 + " kB, then " + after / 1024 + " kB");
      assertThat(after - before).as("growth of the heap of %s", server).isLessThan(ALLOWED_GROWTH);
      Awaitility.await("threads of " + server)
          .untilAsserted(
              () -> assertThat(threads(server)).hasSizeLessThanOrEqualTo(threads.get(server) + 1));
    }
  }

  private static long liveBytes(SoakServer server) {
    try {
      return server.beans().liveBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All but those that fetch: these come with the need, are eight at most, and end when idle. */
  private static List<String> threads(SoakServer server) {
    try {
      return server.beans().threads().stream()
          .filter(name -> !name.startsWith("mtls-agent-fetch-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One verdict for each connection, and the same one that the client saw. */
  private void assertEveryVisitHasItsLine(SoakServer server) {
    List<AuditLine> lines = server.lines();
    Map<String, List<String>> seen = new HashMap<>();
    int answered = 0;
    int resumed = 0;
    List<Visit> all = visits.all().stream().filter(visit -> visit.server() == server).toList();
    for (Visit visit : all) {
      String port = String.valueOf(visit.attempt().localPort());
      assertThat(visit.attempt().localPort()).as("%s", visit).isPositive();
      seen.computeIfAbsent(port, unseen -> new ArrayList<>())
          .add(visit.attempt().answered() ? "peer-accepted" : "peer-rejected");
      answered += visit.attempt().answered() ? 1 : 0;
      resumed += visit.attempt().resumed() ? 1 : 0;
    }
    Map<String, List<String>> written = new HashMap<>();
    for (AuditLine line : lines) {
      if (line.text("event.action").equals("connection-revoked")) {
        // let in, and turned away before it had its answer
        seen.computeIfPresent(
            line.text("source.port"), (port, outcomes) -> written.getOrDefault(port, outcomes));
      }
      if (line.isVerdict()) {
        written
            .computeIfAbsent(line.text("source.port"), unseen -> new ArrayList<>())
            .add(line.text("event.action"));
      }
    }
    figures.add(
        server
            + ": "
            + all.size()
            + " connections, "
            + answered
            + " served, "
            + resumed
            + " resumed, "
            + lines.size()
            + " lines");
    assertThat(written).as("%s", server).isEqualTo(seen);
    CommandResult verified = AgentCommand.run("verify", server.log().toString());
    assertThat(verified.exit()).as("%s", verified).isZero();
    assertThat(verified.output()).contains("good: every line follows from the one before it");
  }

  private static void assertNothingWentWrongInside(SoakServer server) {
    assertThat(server.lines())
        .filteredOn(line -> line.text("event.code").equals("internal_error"))
        .allMatch(line -> line.text("event.reason").contains("the audit log cannot be written"));
    assertThat(server.errors())
        .as("standard error of %s", server)
        .allMatch(SoakIT::isExpectedOnStandardError);
  }

  /** What ordinary servers say of a client that was refused, and the agent of what it was told. */
  private static boolean isExpectedOnStandardError(String line) {
    if (line.startsWith("connection lost: ")) {
      return line.contains("javax.net.ssl.SSL") || line.contains("java.net.SocketException");
    }
    return line.startsWith("[mtls-agent] ")
        && (!line.contains("Exception") || line.contains(" cannot be written ("));
  }
}

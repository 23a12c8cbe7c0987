package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.NettyServer;
import io.mtlsagent.it.benchmark.app.UndertowServer;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Servers with one thread for all connections: handshakes of a client whose good OCSP answer is
 * known, alone and while other clients wait in theirs for a responder that hangs, in turns.
 */
final class EventLoopBenchmark {

  /** So few that the others, whose answers are waited for ten seconds, still wait at the end. */
  private static final int HANDSHAKES = 400;

  private static final int WARM_UP = 2_000;
  private static final int OTHERS = 6;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path directory;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "other-client");
            thread.setDaemon(true);
            return thread;
          });

  private int count;

  EventLoopBenchmark(Path directory) {
    this.directory = directory;
  }

  void run(Path home, int rounds) throws IOException {
    PkiFiles pki = PkiFiles.in(directory.resolve("event-loop"), KeyKind.EC);
    for (Class<?> server : List.of(NettyServer.class, UndertowServer.class)) {
      try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
          ServerProcess process = start(home, server, pki, responder)) {
        HandshakeClient answered =
            new HandshakeClient(process.port(), peer(pki, responder.url()), pki);
        answered.percentile(WARM_UP);
        Samples alone = new Samples();
        Samples besides = new Samples();
        for (int round = 0; round < rounds; round++) {
          alone.add(answered.percentile(HANDSHAKES));
          besides.add(besideOthers(process.port(), answered, pki));
        }
        print(server.getSimpleName(), alone, besides);
      }
    }
  }

  /** Each time with another responder: one that has failed twice keeps nobody waiting. */
  private double besideOthers(int port, HandshakeClient answered, PkiFiles pki) throws IOException {
    try (RawHttpServer hanging = RawHttpServer.hanging()) {
      List<CompletableFuture<?>> others = new ArrayList<>();
      for (int i = 0; i < OTHERS; i++) {
        HandshakeClient other = new HandshakeClient(port, peer(pki, hanging.url()), pki);
        others.add(CompletableFuture.runAsync(other::tryOnce, threads));
      }
      awaitConnection(hanging);
      double percentile = answered.percentile(HANDSHAKES);
      if (others.stream().anyMatch(CompletableFuture::isDone)) {
        throw new IOException("the machine is too busy: nobody waits any more");
      }
      return percentile;
    }
  }

  private static void awaitConnection(RawHttpServer hanging) throws IOException {
    try {
      while (hanging.connections() == 0) {
        Thread.sleep(10);
      }
      Thread.sleep(200); // for the last of them to wait
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void print(String server, Samples alone, Samples besides) {
    System.out.printf(
        Locale.ROOT,
        "  %-14s p99 ms a full handshake on one event loop: alone %.2f, while %d others wait for a"
            + " responder that hangs %.2f, ratio %.2f (of rounds %.2f)%n",
        server,
        alone.median() / NANOS_PER_MILLI,
        OTHERS,
        besides.median() / NANOS_PER_MILLI,
        besides.median() / alone.median(),
        besides.over(alone).median());
  }

  private PeerFiles peer(PkiFiles pki, String responder) {
    String name = "looping-" + ++count;
    return pki.write(name, StatusAddress.responder(pki.issue(name).forClient(), responder).make());
  }

  private ServerProcess start(Path home, Class<?> server, PkiFiles pki, OcspResponder responder)
      throws IOException {
    String name = server.getSimpleName();
    PeerFiles own =
        pki.write(
            name, StatusAddress.responder(pki.issue(name).forServer(), responder.url()).make());
    Path configuration =
        Files.writeString(
            directory.resolve(name + ".properties"),
            String.join(
                "\n",
                "mode=enforce",
                "identity.certificate=" + own.certificate(),
                "identity.key=" + own.key(),
                "trust.certificates=" + pki.anchors(),
                "revocation.crl=" + pki.rootList(),
                "revocation.timeout=30s",
                "audit.file=" + directory.resolve(name + ".jsonl"),
                ""));
    List<String> material =
        List.of(own.keystore().toString(), PkiFiles.PASSWORD, pki.anchors().toString());
    return ServerProcess.start(
        home, server, "one-way", material, configuration, directory.resolve(name + ".err"));
  }
}

package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.NettyServer;
import io.mtlsagent.it.benchmark.app.UndertowServer;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Servers with one thread for all connections: handshakes of a client whose good OCSP answer is
 * known, alone and while other clients wait in theirs for a responder that hangs, in turns.
 */
final class EventLoopBenchmark {

  private static final int HANDSHAKES = 400;
  private static final int WARM_UP = 2_000;
  private static final int OTHERS = 6;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path directory;
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
        answered.warmUp(WARM_UP);
        Block alone = new Block();
        Block besides = new Block();
        for (int round = 0; round < rounds; round++) {
          boolean aloneFirst = round % 2 == 0;
          if (aloneFirst) {
            alone.measure(answered);
          }
          besideOthers(process.port(), answered, pki, besides);
          if (!aloneFirst) {
            alone.measure(answered);
          }
        }
        print(server.getSimpleName() + " p99", alone.percentiles, besides.percentiles);
        print(server.getSimpleName() + " median", alone.medians, besides.medians);
      }
    }
  }

  /** What some handshakes take, measured in each round. */
  private static final class Block {

    private final Samples percentiles = new Samples();
    private final Samples medians = new Samples();

    void measure(HandshakeClient client) throws IOException {
      client.measure(HANDSHAKES, percentiles, medians);
    }
  }

  private void besideOthers(int port, HandshakeClient answered, PkiFiles pki, Block besides)
      throws IOException {
    WaitingClients others = new WaitingClients(port, pki, this::peer);
    others.start(OTHERS);
    try {
      besides.measure(answered);
    } finally {
      others.stop();
    }
  }

  private static void print(String server, Samples alone, Samples besides) {
    System.out.printf(
        Locale.ROOT,
        "  %-21s ms a full handshake on one event loop: alone %.2f, while %d others wait for a"
            + " responder that hangs %.2f, ratio %.2f (of rounds %.2f)%n",
        server,
        alone.median() / NANOS_PER_MILLI,
        OTHERS,
        besides.median() / NANOS_PER_MILLI,
        besides.median() / alone.median(),
        besides.over(alone).median());
  }

  private synchronized PeerFiles peer(PkiFiles pki, String responder) {
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

package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.TlsLoopApp;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Handshakes of peers whose good OCSP answer is known, alone and while other clients wait in their
 * handshakes for a responder that hangs, in turns in one process.
 */
final class HangingBenchmark {

  private static final int HANDSHAKES = 1_000;
  private static final int WARM_UP = 3_000;
  private static final int OTHERS = 4;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path directory;

  HangingBenchmark(Path directory) {
    this.directory = directory;
  }

  void run(Path home, int rounds) throws IOException {
    PkiFiles pki = PkiFiles.in(directory.resolve("hanging"), KeyKind.EC);
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        RawHttpServer hanging = RawHttpServer.hanging()) {
      PeerFiles answered = peer(pki, "answered", responder.url());
      PeerFiles unanswered = peer(pki, "unanswered", hanging.url());
      Cost alone = new Cost();
      Cost besides = new Cost();
      try (LoopProcess process = start(home, pki, answered, unanswered)) {
        process.ask("full TLSv1.3 " + WARM_UP);
        for (int round = 0; round < rounds; round++) {
          process.ask("others TLSv1.3 0");
          process.measure("single TLSv1.3 " + HANDSHAKES, alone);
          process.ask("others TLSv1.3 " + OTHERS);
          process.measure("single TLSv1.3 " + HANDSHAKES, besides);
        }
      }
      if (hanging.connections() == 0) {
        throw new IOException("nobody has waited for the responder that hangs");
      }
      print("p99", alone.clock, besides.clock);
      print("median", alone.processor, besides.processor);
    }
  }

  private static void print(String what, Samples alone, Samples besides) {
    System.out.printf(
        Locale.ROOT,
        "  %-7s ms a full handshake: alone %.2f, while %d others wait for a responder that hangs"
            + " %.2f, ratio %.2f (of rounds %.2f)%n",
        what,
        alone.median() / NANOS_PER_MILLI,
        OTHERS,
        besides.median() / NANOS_PER_MILLI,
        besides.median() / alone.median(),
        besides.over(alone).median());
  }

  private static PeerFiles peer(PkiFiles pki, String name, String responder) {
    return pki.write(
        name,
        StatusAddress.responder(pki.issue(name).dns("*.benchmark.example").forBoth(), responder)
            .make());
  }

  private LoopProcess start(Path home, PkiFiles pki, PeerFiles answered, PeerFiles unanswered)
      throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("hanging.properties"),
            String.join(
                "\n",
                "mode=enforce",
                "identity.certificate=" + answered.certificate(),
                "identity.key=" + answered.key(),
                "trust.certificates=" + pki.anchors(),
                "revocation.crl=" + pki.rootList(),
                "client.exclude-hosts=*.elsewhere.example",
                "audit.file=" + directory.resolve("hanging.jsonl"),
                ""));
    JavaCommand command =
        JavaCommand.of(home, TlsLoopApp.class)
            .options("-XX:+UseSerialGC", "-Xmx256m", "-XX:-UseDynamicNumberOfCompilerThreads")
            .withAgent(configuration)
            .arguments(
                List.of(
                    "one-way",
                    answered.keystore().toString(),
                    PkiFiles.PASSWORD,
                    pki.anchors().toString(),
                    unanswered.keystore().toString()));
    return LoopProcess.start(command, directory.resolve("hanging.err"));
  }
}

package io.mtlsagent.cli.report;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.testing.Pki;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Logs with a story each, for tests of what a report makes of them. */
public final class Stories {

  /** When the story of {@link #mended} takes its turn. */
  public static final String MENDED = "2026-11-24T00:00:00Z";

  private static final X509Certificate ALICE = ObservedLog.recipe("CN=alice").make().certificate();
  private static final X509Certificate BOB = ObservedLog.recipe("CN=bob").make().certificate();
  private static final X509Certificate MALLORY =
      Pki.root("strangers").client("mallory").certificate();
  private static final X509Certificate LEDGER =
      ObservedLog.recipe("CN=ledger.example").make().certificate();

  private Stories() {}

  public static Path allAccepted(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.clients(ALICE, 3).client(BOB).server(LEDGER, "ledger.example");
    }
    return file;
  }

  public static Path someWouldBeRefused(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.clients(ALICE, 40)
          .refusedClient(RejectionCode.EXPIRED, BOB, "its certificate has expired")
          .refusedClient(RejectionCode.UNTRUSTED, MALLORY, "no path to an anchor")
          .refusedClient(RejectionCode.NO_CERTIFICATE, null, "the client sent no certificate")
          .clients(BOB, 20);
    }
    return file;
  }

  public static Path refusedByEnforce(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.mode(Mode.ENFORCE)
          .client(ALICE)
          .refusedClient(RejectionCode.REVOKED, BOB, "its certificate is revoked");
    }
    return file;
  }

  public static Path uncovered(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.client(ALICE).event(AuditAction.TLS_UNCOVERED, "no hook for it");
    }
    return file;
  }

  public static Path lossy(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.client(ALICE).event(AuditAction.AUDIT_DROPPED, "the disk was full");
    }
    return file;
  }

  public static Path mended(Path file) throws Exception {
    Instant turn = Instant.parse(MENDED);
    try (ObservedLog log = ObservedLog.at(file, "orders")) {
      log.at(turn.minus(Duration.ofHours(1)))
          .refusedClient(RejectionCode.EXPIRED, BOB, "its certificate has expired")
          .at(turn)
          .client(BOB);
    }
    return file;
  }

  /** Names that would be markup, steer a terminal, or hide what they say. */
  public static Path hostile(Path file) throws Exception {
    try (ObservedLog log = ObservedLog.at(file, "<b>orders</b>")) {
      for (String name :
          new String[] {
            "<script>document.title='owned'</script>",
            "\"><img src=x onerror=document.title='owned'>",
            "</style><style>*{display:none}",
            "' onload='document.title=1",
            "\u001b[2J\u001b[1;1Hall is well",
            "\u202Eecila",
            "&lt;b&gt;",
            "]]><!--"
          }) {
        X509Certificate certificate =
            ObservedLog.recipe("CN=" + IETFUtils.valueToString(new DERUTF8String(name)))
                .make()
                .certificate();
        log.client(certificate).refusedClient(RejectionCode.UNTRUSTED, certificate, name);
        log.event(AuditAction.CONFIG_REFUSED, name);
        log.server(certificate, name);
      }
    }
    return file;
  }
}

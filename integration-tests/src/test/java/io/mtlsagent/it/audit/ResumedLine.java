package io.mtlsagent.it.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** The line of a resumed session: FAULTS 8 is that others have lost the peer in it. */
public final class ResumedLine {

  private static final List<String> OF_THE_PEER =
      List.of(
          "subject",
          "issuer",
          "not_before",
          "not_after",
          "hash.sha256",
          "x509.serial_number",
          "x509.alternative_names");

  private static final List<String> OF_THE_CONNECTION =
      List.of(
          "tls.version",
          "tls.cipher",
          "event.code",
          "mtls.endpoint",
          "mtls.decision",
          "mtls.revocation",
          "source.ip",
          "destination",
          "network");

  private ResumedLine() {}

  /** Whether the session of the connection was an earlier one's. */
  public static boolean isOne(AuditLine line) {
    return line.text("tls.resumed").equals("true");
  }

  /**
   * The line says all that the one of the full handshake said.
   *
   * @param peer the object of the peer's certificate, such as {@code tls.client}
   * @param more what else is the same
   */
  public static void assertSaysTheSame(
      AuditLine full, AuditLine resumed, String peer, String... more) {
    assertThat(full.text("tls.resumed")).as("%s", full).isEqualTo("false");
    assertThat(isOne(resumed)).as("%s", resumed).isTrue();
    for (String field : OF_THE_PEER) {
      assertThat(resumed.text(peer + "." + field)).as("%s: %s", field, resumed).isNotEmpty();
    }
    Stream.of(Stream.of(peer), OF_THE_CONNECTION.stream(), Stream.of(more))
        .flatMap(parts -> parts)
        .forEach(
            part ->
                assertThat(resumed.value(part))
                    .as("%s of %s and %s", part, full, resumed)
                    .isNotNull()
                    .isEqualTo(full.value(part)));
  }
}

package io.mtlsagent.cli.report;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate that a proven peer showed. */
final class SeenCertificate {

  private final String hash;
  private final Peer peer;
  private final long notAfter;
  private final Span span = new Span();

  private SeenCertificate(String hash, Peer peer, long notAfter) {
    this.hash = hash;
    this.peer = peer;
    this.notAfter = notAfter;
  }

  /** The certificate of a line; null where the line does not tell when it ends. */
  static @Nullable SeenCertificate of(AuditRecord line, String hash) {
    String end = line.ofPeer(AuditField.CLIENT_NOT_AFTER, AuditField.SERVER_NOT_AFTER);
    if (end == null) {
      return null;
    }
    try {
      return new SeenCertificate(hash, Peer.of(line), Instant.parse(end).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  void seen(long time) {
    span.add(time);
  }

  /** Upper-case SHA-256 of the certificate. */
  String hash() {
    return hash;
  }

  Peer peer() {
    return peer;
  }

  /** In milliseconds since 1970. */
  long notAfter() {
    return notAfter;
  }

  Span span() {
    return span;
  }
}

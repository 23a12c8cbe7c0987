package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a TLS stack gives a connection up. */
public final class TlsFailure {

  /** certificate_required (RFC 8446, section 6.2). */
  private static final int CERTIFICATE_REQUIRED = 116;

  private static final int MAXIMUM_CAUSES = 16;

  private final int alert;
  private final String alertName;
  private final boolean received;
  private final @Nullable String diagnostic;
  private final @Nullable Throwable cause;

  private TlsFailure(
      int alert,
      String alertName,
      boolean received,
      @Nullable String diagnostic,
      @Nullable Throwable cause) {
    this.alert = alert;
    this.alertName = alertName;
    this.received = received;
    this.diagnostic = diagnostic;
    this.cause = cause;
  }

  /** The peer has sent a fatal alert. */
  public static TlsFailure receivedAlert(int alert, String alertName) {
    return new TlsFailure(alert, alertName, true, null, null);
  }

  /**
   * This side gives up.
   *
   * @param alert the number of the alert that the stack would send
   */
  public static TlsFailure local(
      int alert, String alertName, @Nullable String diagnostic, @Nullable Throwable cause) {
    return new TlsFailure(alert, alertName, false, diagnostic, cause);
  }

  /** Whether it was the peer that gave up, and said so. */
  boolean isReceivedAlert() {
    return received;
  }

  /** Such as {@code unknown_ca}. */
  String alertName() {
    return alertName;
  }

  /** Our own refusal, if that is the cause. */
  Optional<Rejection> rejection() {
    Throwable current = cause;
    for (int i = 0; i < MAXIMUM_CAUSES && current != null; i++) {
      if (current instanceof PeerRejectedException) {
        return Optional.of(((PeerRejectedException) current).rejection());
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  /** Whether the stack complains that the client has shown no certificate. */
  boolean isMissingCertificate() {
    return !received
        && (alert == CERTIFICATE_REQUIRED
            // "client" on most JVMs, "server", by mistake, in TLS 1.2 on Java 8
            || "Empty client certificate chain".equals(diagnostic)
            || "Empty server certificate chain".equals(diagnostic)
            // TLS 1.2: the client has left the Certificate message out altogether
            || "Unexpected ClientKeyExchange handshake message.".equals(diagnostic));
  }

  /** A sentence for the audit log. */
  String description() {
    if (received) {
      return "the peer ended the handshake with the alert " + alertName;
    }
    String detail = diagnostic;
    if (detail == null && cause != null) {
      detail = cause.getMessage();
    }
    return "the TLS handshake failed with the alert "
        + alertName
        + (detail == null ? "" : ": " + detail);
  }
}

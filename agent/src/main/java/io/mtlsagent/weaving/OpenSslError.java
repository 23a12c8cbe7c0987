package io.mtlsagent.weaving;

import io.mtlsagent.handshake.TlsFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of an error of OpenSSL or BoringSSL, such as {@code error:10000412:SSL
 * routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE}.
 */
final class OpenSslError {

  /** certificate_required (RFC 8446, section 6.2). */
  private static final int CERTIFICATE_REQUIRED = 116;

  private static final int UNKNOWN = -1;

  private static final String ALERT = "ALERT_";

  /** What says that the bytes were no ClientHello at all. */
  private static final String[] NO_TLS = {
    "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "WRONG_VERSION_NUMBER", "UNEXPECTED_RECORD"
  };

  private final String text;

  OpenSslError(@Nullable String text) {
    this.text = text == null ? "" : text.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  /** Whether the peer has spoken TLS. */
  boolean isOfTls() {
    for (String sign : NO_TLS) {
      if (text.contains(sign)) {
        return false;
      }
    }
    return true;
  }

  TlsFailure failure(@Nullable Throwable cause) {
    int alert = text.indexOf(ALERT);
    if (alert >= 0) {
      return TlsFailure.receivedAlert(UNKNOWN, word(alert + ALERT.length()));
    }
    boolean missing = text.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE");
    return TlsFailure.local(
        missing ? CERTIFICATE_REQUIRED : UNKNOWN,
        missing ? "certificate_required" : "handshake_failure",
        cause == null ? null : cause.getMessage(),
        cause);
  }

  /** The letters from a place on, in lower case; underscores join them. */
  private String word(int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '_') {
      end--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}

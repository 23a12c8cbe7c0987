package io.mtlsagent.it.hostile;

import java.util.Set;

/** What a scripted client does otherwise than RFC 5246 and RFC 8446 want it, and what follows. */
public enum Trick {
  /** Nothing: the client itself is in order. */
  NONE("accepted"),
  /** Leaves the Certificate message out, and CertificateVerify with it. */
  NO_CERTIFICATE_MESSAGE("protocol", "no_certificate"),
  /** Leaves the Certificate message out, but proves possession of the key. */
  VERIFY_WITHOUT_CERTIFICATE("protocol", "no_certificate"),
  /** Sends a Certificate message without any certificate. */
  EMPTY_CERTIFICATE("no_certificate"),
  /** Shows a certificate and proves nothing (CVE-2020-2655, CVE-2022-25640). */
  NO_CERTIFICATE_VERIFY("protocol"),
  /** Signs the messages of another handshake. */
  VERIFY_OF_ANOTHER_TRANSCRIPT("protocol"),
  /** One bit of the signature is another one. */
  BAD_SIGNATURE("protocol"),
  /** Shows the certificate of one key and signs with another. */
  SIGNATURE_OF_ANOTHER_KEY("protocol"),
  /** ECDSA with r = s = 0 (CVE-2022-21449). */
  ZERO_SIGNATURE("protocol"),
  /** Names a signature algorithm that the server has not offered. */
  ALGORITHM_NOT_OFFERED("protocol"),
  /** Sends a request before its Finished. */
  EARLY_APPLICATION_DATA("protocol"),
  /** Cuts its handshake messages into records of a few bytes. */
  FRAGMENTED_RECORDS("accepted"),
  /** Fills its records up with zeros (RFC 8446, section 5.4). */
  PADDED_RECORDS("accepted"),
  /** Writes its ClientHello byte by byte. */
  SLOW_CLIENT_HELLO("accepted"),
  /** Goes away in the middle of its ClientHello: no peer was there. */
  DROP_WITHIN_CLIENT_HELLO(),
  DROP_AFTER_CLIENT_HELLO("protocol"),
  /** Goes away after the next message, its Certificate. */
  DROP_AFTER_CERTIFICATE("protocol"),
  /** Sends an alert after its Certificate, which need not be its own. */
  ALERT_AFTER_CERTIFICATE("protocol"),
  /** Goes away before its Finished, with all else in order. */
  DROP_BEFORE_FINISHED("protocol"),
  /**
   * Shows a certificate after the handshake, unasked: RFC 8446, section 4.6.2 does not allow it.
   */
  CERTIFICATE_AFTERWARDS("accepted"),
  /** Says Finished once more. */
  FINISHED_AFTERWARDS("accepted"),
  /** Begins anew on an established connection, which TLS 1.3 does not know. */
  CLIENT_HELLO_AFTERWARDS("accepted");

  private final Set<String> codes;

  Trick(String... codes) {
    this.codes = Set.of(codes);
  }

  /** The {@code event.code} values that are right; none where there must be no audit line. */
  public Set<String> codes() {
    return codes;
  }

  public boolean isAccepted() {
    return codes.contains("accepted");
  }

  /**
   * Asks for a second handshake after the first. JDKs that begin it only to refuse it leave a line
   * for each of the two; others refuse it as a message out of place.
   */
  public boolean asksForAnotherHandshake() {
    return this == CLIENT_HELLO_AFTERWARDS;
  }

  /** The handshake is in order, and what comes after it is not: no request is answered. */
  boolean isAfterwards() {
    return name().endsWith("_AFTERWARDS");
  }

  public boolean isAnswered() {
    return isAccepted() && !isAfterwards();
  }

  /** Whether it can be played in this version of TLS. */
  public boolean isPossibleIn(String protocol) {
    return protocol.equals("TLSv1.3") || !(this == PADDED_RECORDS || isAfterwards());
  }
}

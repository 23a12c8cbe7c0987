package io.mtlsagent.handshake;

import io.mtlsagent.audit.AuditUnavailableException;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import java.security.cert.CertificateException;

/** The refusals that are about the handshake itself, not about the peer's certificate. */
final class HandshakeRejection {

  private HandshakeRejection() {}

  static Rejection abandoned() {
    return protocol("the connection was closed before the handshake was complete");
  }

  /** Some stacks come to the end again after a refusal, if the application drives them on. */
  static PeerRejectedException failedBefore() {
    return new PeerRejectedException(protocol("this handshake has failed before"));
  }

  /** Somebody who only seemed to be the other engine of a pair; see {@link InMemoryPair}. */
  static PeerRejectedException impostor() {
    return new PeerRejectedException(
        protocol("the peer has repeated the ClientHello of an engine of this JVM, but is not it"));
  }

  static PeerRejectedException protocolNotAllowed(String version) {
    return new PeerRejectedException(protocol(version + " is not in tls.protocols"));
  }

  static PeerRejectedException unrecorded(AuditUnavailableException cause) {
    return new PeerRejectedException(
        Rejection.of(
            RejectionCode.INTERNAL_ERROR,
            "the audit log cannot be written: " + cause.getMessage()));
  }

  static PeerRejectedException untrustedOnResumption(CertificateException refusal) {
    return new PeerRejectedException(
        Rejection.of(
            RejectionCode.UNTRUSTED,
            "the application's own check has refused the peer of a resumed session: "
                + refusal.getMessage()));
  }

  static Rejection byApplication(String message) {
    return protocol("the application's own check has refused the peer: " + message);
  }

  static Rejection missingCertificate() {
    return Rejection.of(
        RejectionCode.NO_CERTIFICATE,
        "the client has shown no certificate: give it one that leads to a trusted anchor");
  }

  static Rejection of(TlsFailure failure) {
    return protocol(failure.description());
  }

  private static Rejection protocol(String detail) {
    return Rejection.of(RejectionCode.PROTOCOL, detail);
  }
}

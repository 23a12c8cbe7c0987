package io.mtlsagent.handshake;

import io.mtlsagent.policy.Mode;

/** Whether a server asks its clients for a certificate (RFC 8446, section 4.3.2). */
public enum ClientDemand {
  /** No CertificateRequest is sent. */
  NONE,
  /** A client may answer with an empty list. */
  WANT,
  /** A client without a certificate is refused by the TLS stack. */
  NEED;

  /** What a server is to demand in a mode, where its application demands this. */
  ClientDemand under(Mode mode) {
    switch (mode) {
      case ENFORCE:
        return NEED;
      case PERMISSIVE:
        // an application that insists on a certificate is not made weaker by us
        return this == NEED ? NEED : WANT;
      default:
        return this;
    }
  }
}

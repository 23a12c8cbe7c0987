package io.mtlsagent.handshake;

/** Whether a server asks its clients for a certificate (RFC 8446, section 4.3.2). */
public enum ClientDemand {
  /** No CertificateRequest is sent. */
  NONE,
  /** A client may answer with an empty list. */
  WANT,
  /** A client without a certificate is refused by the TLS stack. */
  NEED
}

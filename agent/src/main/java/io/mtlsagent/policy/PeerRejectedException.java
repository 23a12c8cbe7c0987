package io.mtlsagent.policy;

import java.security.cert.CertificateException;

/**
 * Carries a {@link Rejection} through JSSE, which turns it into an alert and ends the handshake.
 */
public final class PeerRejectedException extends CertificateException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  public PeerRejectedException(Rejection rejection) {
    super(rejection.toString());
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}

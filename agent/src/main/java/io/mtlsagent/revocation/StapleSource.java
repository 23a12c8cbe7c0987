package io.mtlsagent.revocation;

import io.mtlsagent.policy.Staples;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Takes what peers staple, and answers by it. */
public interface StapleSource extends RevocationSource {

  /**
   * Keeps the newest response about a certificate that may be believed.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   * @return whether one of the staples says now that the certificate is good
   */
  boolean offer(Staples staples, X509Certificate certificate, X509Certificate issuer, Instant now);
}

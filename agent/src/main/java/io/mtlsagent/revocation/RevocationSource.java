package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Something that can be asked for the revocation status of a certificate. */
public interface RevocationSource {

  /**
   * The status of a certificate, not yet weighed by any policy: {@code GOOD}, {@code STALE}, {@code
   * REVOKED}, {@code UNKNOWN} where the source speaks of the issuer but cannot be used, or {@code
   * NOT_AVAILABLE} where it says nothing about the issuer.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   * @param now the time to judge by
   */
  RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now);
}

package io.mtlsagent.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * A source that is fetched from the network, in the background. {@link #find} looks at memory only.
 */
public interface RemoteSource extends RevocationSource {

  /**
   * Sees to it that what the source says about a certificate is fetched and kept fresh. Never waits
   * and never uses the network on the calling thread.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   * @return the fetches to wait for, because nothing usable is in memory; empty for none
   */
  List<PendingAnswer> request(X509Certificate certificate, X509Certificate issuer, Instant now);

  /**
   * What is being fetched for the first time, and may say that a certificate is revoked which is
   * good by what is in memory. Asked for where {@link #request} has said that something is fetched.
   *
   * @return the fetches to wait for; empty for none
   */
  default List<PendingAnswer> supplements(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    return Collections.emptyList();
  }
}

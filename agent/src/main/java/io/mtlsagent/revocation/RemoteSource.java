package io.mtlsagent.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
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
}

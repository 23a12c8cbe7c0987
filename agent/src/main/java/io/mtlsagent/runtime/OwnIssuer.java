package io.mtlsagent.runtime;

import io.mtlsagent.identity.Identity;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has issued our certificate: the next one of our chain, or an anchor. */
final class OwnIssuer {

  private OwnIssuer() {}

  /** Null where neither has. */
  static @Nullable X509Certificate of(Identity identity, List<X509Certificate> anchors) {
    X509Certificate[] chain = identity.chain();
    if (chain.length > 1) {
      return chain[1];
    }
    for (X509Certificate anchor : anchors) {
      if (anchor.getSubjectX500Principal().equals(chain[0].getIssuerX500Principal())
          && hasIssued(anchor, chain[0])) {
        return anchor;
      }
    }
    return null;
  }

  private static boolean hasIssued(X509Certificate issuer, X509Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException otherKey) {
      return false;
    }
  }
}

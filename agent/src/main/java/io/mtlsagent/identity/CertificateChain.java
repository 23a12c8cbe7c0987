package io.mtlsagent.identity;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates in the order of RFC 8446, section 4.4.2: the leaf, then each one's issuer, without a
 * root at the end, which the peer must have anyway.
 */
final class CertificateChain {

  private final List<X509Certificate> ordered = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private CertificateChain() {}

  /** Orders the certificates of a file, whatever their order there, from this leaf on. */
  static CertificateChain of(X509Certificate leaf, List<X509Certificate> certificates) {
    CertificateChain chain = new CertificateChain();
    List<X509Certificate> rest = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      if (!certificate.equals(leaf) && !rest.contains(certificate)) {
        rest.add(certificate);
      }
    }
    X509Certificate last = leaf;
    while (last != null) {
      chain.ordered.add(last);
      rest.remove(last);
      last = isSelfSigned(last) ? null : issuerOf(last, rest);
    }
    int end = chain.ordered.size() - 1;
    if (end > 0 && isSelfSigned(chain.ordered.get(end))) {
      chain.ordered.remove(end);
    }
    for (X509Certificate unrelated : rest) {
      chain.notes.add(
          "the certificate "
              + unrelated.getSubjectX500Principal()
              + " beside ours is not among its issuers and is left out. Remove it from the file.");
    }
    return chain;
  }

  X509Certificate[] certificates() {
    return ordered.toArray(new X509Certificate[0]);
  }

  /** What was dropped, in sentences. */
  List<String> notes() {
    return notes;
  }

  /**
   * Names are compared by their bytes first: that finds nearly all, and the first comparison by the
   * rules of RFC 5280, section 7.1, costs a JVM 4 to 15 ms.
   */
  private static @Nullable X509Certificate issuerOf(
      X509Certificate certificate, List<X509Certificate> candidates) {
    byte[] wanted = certificate.getIssuerX500Principal().getEncoded();
    List<X509Certificate> others = new ArrayList<>();
    List<X509Certificate> named = new ArrayList<>();
    for (X509Certificate candidate : candidates) {
      boolean same = Arrays.equals(candidate.getSubjectX500Principal().getEncoded(), wanted);
      (same ? named : others).add(candidate);
    }
    X509Certificate found = bestOf(named, certificate);
    if (found != null) {
      return found;
    }
    named.clear();
    for (X509Certificate candidate : others) {
      if (candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
        named.add(candidate);
      }
    }
    return bestOf(named, certificate);
  }

  /** Where several have the name (renewed or cross-signed), the key identifier tells. */
  private static @Nullable X509Certificate bestOf(
      List<X509Certificate> named, X509Certificate certificate) {
    X509Certificate possible = null;
    for (X509Certificate candidate : named) {
      if (hasSameKeyIdentifier(certificate, candidate)) {
        return candidate;
      }
      if (possible == null && mayBeIssuer(certificate, candidate)) {
        possible = candidate;
      }
    }
    return possible;
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return Arrays.equals(
            certificate.getSubjectX500Principal().getEncoded(),
            certificate.getIssuerX500Principal().getEncoded())
        && mayBeIssuer(certificate, certificate);
  }

  /** Whether the key identifiers do not speak against it; verifying would cost too much here. */
  private static boolean mayBeIssuer(X509Certificate certificate, X509Certificate issuer) {
    return KeyIdentifier.ofAuthority(certificate) == null
        || KeyIdentifier.ofSubject(issuer) == null
        || hasSameKeyIdentifier(certificate, issuer);
  }

  private static boolean hasSameKeyIdentifier(X509Certificate certificate, X509Certificate issuer) {
    byte[] wanted = KeyIdentifier.ofAuthority(certificate);
    return wanted != null && Arrays.equals(wanted, KeyIdentifier.ofSubject(issuer));
  }
}

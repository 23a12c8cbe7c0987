package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Certificates in the order of RFC 8446, section 4.4.2: the leaf, then each one's issuer, without a
 * root at the end, which the peer must have anyway.
 */
final class CertificateChain {

  private static final int KEY_IDENTIFIER = 0x80;

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

  /** Found by name; where several have it (renewed or cross-signed), by the key identifier. */
  private static @Nullable X509Certificate issuerOf(
      X509Certificate certificate, List<X509Certificate> candidates) {
    X509Certificate named = null;
    for (X509Certificate candidate : candidates) {
      if (mayBeIssuer(certificate, candidate) && isIssuedInNameOf(certificate, candidate)) {
        if (hasSameKeyIdentifier(certificate, candidate)) {
          return candidate;
        }
        if (named == null) {
          named = candidate;
        }
      }
    }
    return named;
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return mayBeIssuer(certificate, certificate) && isIssuedInNameOf(certificate, certificate);
  }

  /** Bytes first: comparing as names loads the tables of Unicode, some 15 ms in a new JVM. */
  private static boolean isIssuedInNameOf(X509Certificate certificate, X509Certificate issuer) {
    X500Principal wanted = certificate.getIssuerX500Principal();
    X500Principal name = issuer.getSubjectX500Principal();
    return Arrays.equals(wanted.getEncoded(), name.getEncoded()) || wanted.equals(name);
  }

  /** Whether the key identifiers do not speak against it; verifying would cost too much here. */
  private static boolean mayBeIssuer(X509Certificate certificate, X509Certificate issuer) {
    return authorityKeyIdentifier(certificate) == null
        || subjectKeyIdentifier(issuer) == null
        || hasSameKeyIdentifier(certificate, issuer);
  }

  private static boolean hasSameKeyIdentifier(X509Certificate certificate, X509Certificate issuer) {
    byte[] wanted = authorityKeyIdentifier(certificate);
    return wanted != null && Arrays.equals(wanted, subjectKeyIdentifier(issuer));
  }

  /** RFC 5280, section 4.2.1.1. */
  private static byte @Nullable [] authorityKeyIdentifier(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue("2.5.29.35");
    if (extension == null) {
      return null;
    }
    try {
      DerReader identifiers =
          DerReader.of(extension).enter(DerReader.OCTET_STRING).enter(DerReader.SEQUENCE);
      return identifiers.isNext(KEY_IDENTIFIER) ? identifiers.content(KEY_IDENTIFIER) : null;
    } catch (DerException e) {
      return null;
    }
  }

  /** RFC 5280, section 4.2.1.2. */
  private static byte @Nullable [] subjectKeyIdentifier(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue("2.5.29.14");
    if (extension == null) {
      return null;
    }
    try {
      return DerReader.of(extension).enter(DerReader.OCTET_STRING).content(DerReader.OCTET_STRING);
    } catch (DerException e) {
      return null;
    }
  }
}

package io.mtlsagent.trust;

import io.mtlsagent.der.MalformedDerException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * Whether what a peer sent is small enough to be given to the JDK's path building, which has no
 * limits of its own: it compares each name with each name constraint, and each constraint with each
 * other.
 */
final class ChainSize {

  /** So few bytes hold too few names to matter. */
  private static final int HARMLESS_BYTES = 8 * 1024;

  /** A check takes as many steps as the exponent has bits; 65537 has 17. */
  private static final int MAX_EXPONENT_BITS = 256;

  private static final int SHORTEST_ATTRIBUTE = 16;

  private ChainSize() {}

  /** Which limit is exceeded, as a sentence; empty if none. */
  static String whyTooMuch(List<X509Certificate> chain, PathLimits limits) {
    if (chain.size() > limits.chainCertificates()) {
      return excess(
          chain.size() + " certificates", "chain-certificates", limits.chainCertificates());
    }
    long bytes = bytes(chain);
    if (bytes > limits.chainBytes()) {
      return excess(bytes + " bytes of certificates", "chain-bytes", limits.chainBytes());
    }
    int exponent = longestExponent(chain);
    if (exponent > MAX_EXPONENT_BITS) {
      return "the peer sent an RSA key with a public exponent of "
          + exponent
          + " bits, more than the "
          + MAX_EXPONENT_BITS
          + " that FIPS 186-5 allows; issue it with the exponent 65537.";
    }
    int bits = largestKey(chain);
    if (bits > limits.keyBits()) {
      return excess("a key of " + bits + " bits", "key-bits", limits.keyBits());
    }
    if (bytes > HARMLESS_BYTES && comparisons(chain) > limits.nameComparisons()) {
      return excess(
          "more names and name constraints", "name-comparisons", limits.nameComparisons());
    }
    return "";
  }

  private static String excess(String what, String limit, int value) {
    return "the peer sent "
        + what
        + ", more than limits."
        + limit
        + "="
        + value
        + " allows; let it send only its own path.";
  }

  private static int longestExponent(List<X509Certificate> chain) {
    int bits = 0;
    for (X509Certificate certificate : chain) {
      bits = Math.max(bits, exponentBits(certificate.getPublicKey()));
    }
    return bits;
  }

  private static int exponentBits(PublicKey key) {
    return key instanceof RSAPublicKey ? ((RSAPublicKey) key).getPublicExponent().bitLength() : 0;
  }

  /** Whether to check a signature with the key takes no longer than with an ordinary one. */
  static boolean isAffordable(PublicKey key, PathLimits limits) {
    return keyBits(key) <= limits.keyBits() && exponentBits(key) <= MAX_EXPONENT_BITS;
  }

  private static int largestKey(List<X509Certificate> chain) {
    int bits = 0;
    for (X509Certificate certificate : chain) {
      bits = Math.max(bits, keyBits(certificate.getPublicKey()));
    }
    return bits;
  }

  /** What makes the check of a signature dear; 0 for keys that cannot be large. */
  static int keyBits(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      RSAPublicKey rsa = (RSAPublicKey) key;
      return Math.max(rsa.getModulus().bitLength(), rsa.getPublicExponent().bitLength());
    }
    DSAParams parameters = key instanceof DSAPublicKey ? ((DSAPublicKey) key).getParams() : null;
    return parameters == null ? 0 : parameters.getP().bitLength();
  }

  private static long bytes(List<X509Certificate> chain) {
    long bytes = 0;
    for (X509Certificate certificate : chain) {
      try {
        bytes += certificate.getEncoded().length;
      } catch (CertificateEncodingException e) {
        bytes += Integer.MAX_VALUE;
      }
    }
    return bytes;
  }

  private static long comparisons(List<X509Certificate> chain) {
    long names = 0;
    long constraints = 0;
    for (X509Certificate certificate : chain) {
      ParsedCertificate parsed = ParsedCertificate.of(certificate);
      // each e-mail address in the subject is a name too, and no attribute is shorter than this
      names += parsed.alternativeNames().size() + 1L + parsed.subject().length / SHORTEST_ATTRIBUTE;
      CertificateExtension extension = parsed.extension(CertificateExtension.NAME_CONSTRAINTS);
      if (extension != null) {
        try {
          constraints += NameConstraints.parse(extension.value()).size();
        } catch (MalformedDerException e) {
          // At most as many as there is room for; the smallest takes four bytes.
          constraints += extension.value().length / 4;
        }
      }
    }
    return (names + constraints) * constraints;
  }
}

package io.mtlsagent.trust;

import io.mtlsagent.policy.MinimumStrength;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Keys and signatures that can be forged with today's means are refused (CA/Browser Baseline
 * Requirements, sections 6.1.5 and 7.1.3): RSA under the floor, with an even or tiny exponent or an
 * odd number of bits, DSA, curves under 256 bits or given by their parameters, MD5, SHA-1. The
 * signature on the anchor itself does not count: the anchor is trusted as it stands.
 */
final class StrengthRule implements PathRule {

  private static final int MIN_CURVE_BITS = 256;

  private final MinimumStrength minimum;

  StrengthRule(MinimumStrength minimum) {
    this.minimum = minimum;
  }

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    for (int i = 0; i < path.size(); i++) {
      ParsedCertificate certificate = path.get(i);
      String problem = keyProblem(certificate);
      if (problem == null && i < path.anchorIndex()) {
        problem = signatureProblem(certificate);
      }
      if (problem != null) {
        return Rejection.of(
            RejectionCode.WEAK_ALGORITHM,
            path.describe(i)
                + " "
                + problem
                + "; issue it anew with an RSA key of 2048 bits or a P-256 key, and SHA-256.");
      }
    }
    return null;
  }

  private @Nullable String keyProblem(ParsedCertificate certificate) {
    PublicKey key = certificate.certificate().getPublicKey();
    if (key instanceof RSAPublicKey) {
      return rsaProblem((RSAPublicKey) key);
    }
    if (key instanceof DSAPublicKey) {
      return "has a DSA key";
    }
    if (key instanceof ECPublicKey) {
      int bits = ((ECPublicKey) key).getParams().getOrder().bitLength();
      if (bits < MIN_CURVE_BITS) {
        return "has a key on a curve of " + bits + " bits";
      }
      byte[] parameters = certificate.keyParameters();
      if (parameters.length > 0 && parameters[0] != 0x06) {
        return "gives the curve of its key by parameters instead of by name (RFC 5480, 2.1.1)";
      }
    }
    return null;
  }

  private @Nullable String rsaProblem(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < minimum.rsaBits()) {
      return "has an RSA key of " + bits + " bits";
    }
    if (bits % 8 != 0) {
      return "has an RSA key of " + bits + " bits, which is no whole number of bytes";
    }
    if (!key.getModulus().testBit(0)) {
      return "has an RSA key with an even modulus";
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0 || !exponent.testBit(0)) {
      return "has an RSA key with the public exponent " + exponent;
    }
    return null;
  }

  private @Nullable String signatureProblem(ParsedCertificate certificate) {
    switch (certificate.signatureAlgorithm()) {
      case "1.2.840.113549.1.1.2":
      case "1.2.840.113549.1.1.3":
      case "1.2.840.113549.1.1.4":
        return "is signed with MD2, MD4 or MD5";
      case "1.2.840.113549.1.1.5":
      case "1.3.14.3.2.29":
      case "1.2.840.10045.4.1":
        return minimum.allowsSha1() ? null : "is signed with SHA-1";
      case "1.2.840.10040.4.3":
      case "1.3.14.3.2.27":
      case "2.16.840.1.101.3.4.3.1":
      case "2.16.840.1.101.3.4.3.2":
        return "is signed with DSA";
      case "1.2.840.113549.1.1.10":
        return PssParameters.namesSha1(certificate.signatureParameters()) && !minimum.allowsSha1()
            ? "is signed with RSASSA-PSS over SHA-1"
            : null;
      default:
        return null;
    }
  }
}

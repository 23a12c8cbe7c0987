package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's path building and validation (RFC 5280, section 6), revocation left out. Nothing of it
 * is touched before the first peer: its classes read the security properties once and for all.
 */
final class PkixPaths {

  private static final String ALGORITHM = "PKIX";
  private static final String JDK_PROVIDER = "SUN";

  private final int maxPathLength;

  PkixPaths(int maxPathLength) {
    this.maxPathLength = maxPathLength;
  }

  /**
   * Builds a valid path.
   *
   * @param chain what the peer sent, leaf first
   * @param refused paths that must not be found again
   * @return null if the JDK finds none, for whatever reason
   */
  @Nullable CertificatePath build(
      List<X509Certificate> chain,
      Set<TrustAnchor> anchors,
      Instant now,
      List<CertificatePath> refused) {
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(chain.get(0));
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setMaxPathLength(maxPathLength);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      configure(parameters, now);
      if (!refused.isEmpty()) {
        parameters.addCertPathChecker(new RefusedPaths(chain.get(0), refused));
      }
      PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult) builder().build(parameters);
      return path(result.getCertPath().getCertificates(), result.getTrustAnchor());
    } catch (CertPathBuilderException e) {
      return null;
    } catch (GeneralSecurityException | RuntimeException | StackOverflowError e) {
      // Seen over hostile input: UnsupportedOperationException, StackOverflowError. No path then.
      return null;
    }
  }

  private static void configure(PKIXParameters parameters, Instant now) {
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
  }

  private static CertPathBuilder builder() throws NoSuchAlgorithmException {
    try {
      return CertPathBuilder.getInstance(ALGORITHM, JDK_PROVIDER);
    } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
      return CertPathBuilder.getInstance(ALGORITHM);
    }
  }

  private static CertPathValidator validator() throws NoSuchAlgorithmException {
    try {
      return CertPathValidator.getInstance(ALGORITHM, JDK_PROVIDER);
    } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
      return CertPathValidator.getInstance(ALGORITHM);
    }
  }

  private static CertificatePath path(
      List<? extends Certificate> certificates, TrustAnchor anchor) {
    List<X509Certificate> path = new ArrayList<>(certificates.size() + 1);
    for (Certificate certificate : certificates) {
      path.add((X509Certificate) certificate);
    }
    path.add(anchor.getTrustedCert());
    return new CertificatePath(path);
  }

  /** Why the JDK refuses a path; null if it does not. */
  @Nullable Rejection objection(CertificatePath path, Instant now) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (int i = 0; i < path.anchorIndex(); i++) {
        certificates.add(path.get(i).certificate());
      }
      TrustAnchor anchor = new TrustAnchor(path.get(path.anchorIndex()).certificate(), null);
      PKIXParameters parameters = new PKIXParameters(Collections.singleton(anchor));
      configure(parameters, now);
      validator()
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(certificates), parameters);
      return null;
    } catch (CertPathValidatorException e) {
      int index = e.getIndex() >= 0 ? e.getIndex() : 0;
      return Rejection.of(
          code(e), path.describe(Math.min(index, path.anchorIndex())) + problem(e) + ".");
    } catch (GeneralSecurityException | RuntimeException | StackOverflowError e) {
      return Rejection.of(
          RejectionCode.PATH_INVALID,
          path.describe(0) + " leads to a path that the JDK cannot validate (" + e + ").");
    }
  }

  /** In words of the operator where our own rules do not ask the same. */
  private static String problem(CertPathValidatorException e) {
    if (e.getReason() == PKIXReason.INVALID_POLICY) {
      return " has none of the certificate policies that the CAs above it demand ("
          + e.getMessage()
          + "); issue it with one of them, or the CAs without policy constraints";
    }
    if (e.getReason() == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
      return " uses an algorithm that jdk.certpath.disabledAlgorithms of this JVM forbids ("
          + e.getMessage()
          + "); issue it anew with an RSA key of 2048 bits or a P-256 key, and SHA-256";
    }
    return ": " + e.getMessage() + "; issue it anew without this fault";
  }

  private static RejectionCode code(CertPathValidatorException e) {
    CertPathValidatorException.Reason reason = e.getReason();
    if (reason == CertPathValidatorException.BasicReason.EXPIRED) {
      return RejectionCode.EXPIRED;
    }
    if (reason == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
      return RejectionCode.NOT_YET_VALID;
    }
    if (reason == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
      return RejectionCode.WEAK_ALGORITHM;
    }
    if (reason == PKIXReason.INVALID_NAME) {
      return RejectionCode.NAME_CONSTRAINTS;
    }
    return RejectionCode.PATH_INVALID;
  }
}

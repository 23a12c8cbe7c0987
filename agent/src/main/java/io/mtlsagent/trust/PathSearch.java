package io.mtlsagent.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Looks for paths by names and verified signatures alone, to find out why the JDK found none: dates
 * and constraints are not looked at, and what is found is never accepted. Bounded in signature
 * checks and steps.
 */
final class PathSearch {

  private static final int MAX_PATHS = 8;
  private static final int STEPS_FOR_EACH_SIGNATURE = 20;

  private final List<X509Certificate> pool;
  private final Anchors anchors;
  private final List<CertificatePath> found = new ArrayList<>();
  private final List<X509Certificate> current = new ArrayList<>();
  private final List<Checked> memory = new ArrayList<>();
  private final PathLimits limits;
  private boolean passedOver;
  private int signaturesLeft;
  private int stepsLeft;

  PathSearch(List<X509Certificate> pool, Anchors anchors, PathLimits limits) {
    this.pool = pool;
    this.anchors = anchors;
    this.signaturesLeft = limits.signatureChecks();
    this.stepsLeft = limits.signatureChecks() * STEPS_FOR_EACH_SIGNATURE;
    this.limits = limits;
  }

  /** The outcome of one signature check. */
  private static final class Checked {

    private final X509Certificate certificate;
    private final PublicKey key;
    private final boolean good;

    Checked(X509Certificate certificate, PublicKey key, boolean good) {
      this.certificate = certificate;
      this.key = key;
      this.good = good;
    }
  }

  /** The first paths found from a leaf to an anchor. */
  List<CertificatePath> from(X509Certificate leaf) {
    if (anchors.contains(leaf)) {
      current.add(leaf);
      found.add(new CertificatePath(current));
      current.clear();
    }
    climb(leaf);
    return found;
  }

  /** Whether the search gave up before it had seen everything. */
  boolean isExhausted() {
    return passedOver || isSpent();
  }

  private boolean isSpent() {
    return signaturesLeft <= 0 || stepsLeft <= 0;
  }

  private void climb(X509Certificate certificate) {
    if (found.size() >= MAX_PATHS || isSpent()) {
      return;
    }
    stepsLeft--;
    current.add(certificate);
    X500Principal issuer = certificate.getIssuerX500Principal();
    for (X509Certificate anchor : anchors.named(issuer)) {
      if (!current.contains(anchor) && isSigned(certificate, anchor)) {
        current.add(anchor);
        found.add(new CertificatePath(current));
        current.remove(current.size() - 1);
      }
    }
    for (X509Certificate candidate : pool) {
      if (candidate.getSubjectX500Principal().equals(issuer)
          && !anchors.contains(candidate)
          && !current.contains(candidate)
          && isSigned(certificate, candidate)) {
        climb(candidate);
      }
    }
    current.remove(current.size() - 1);
  }

  private boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
    PublicKey key = issuer.getPublicKey();
    for (Checked checked : memory) {
      if (checked.certificate.equals(certificate) && checked.key.equals(key)) {
        return checked.good;
      }
    }
    if (isSpent()) {
      return false;
    }
    if (!ChainSize.isAffordable(key, limits) && !anchors.contains(issuer)) {
      passedOver = true;
      return false;
    }
    signaturesLeft--;
    boolean good = verify(certificate, key);
    memory.add(new Checked(certificate, key, good));
    return good;
  }

  private static boolean verify(X509Certificate certificate, PublicKey key) {
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers throw all kinds of unchecked exceptions over hostile keys and signatures.
      return false;
    }
  }
}

package io.mtlsagent.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's path builder go on looking where it found a path that our rules refuse. */
final class RefusedPaths extends PKIXCertPathChecker {

  private final X509Certificate leaf;
  private final List<CertificatePath> refused;
  private List<X509Certificate> seen = new ArrayList<>();

  RefusedPaths(X509Certificate leaf, List<CertificatePath> refused) {
    this.leaf = leaf;
    this.refused = refused;
  }

  @Override
  public void init(boolean forward) throws CertPathValidatorException {
    if (forward) {
      throw new CertPathValidatorException("forward checking is not supported");
    }
    seen = new ArrayList<>();
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return false;
  }

  @Override
  public @Nullable Set<String> getSupportedExtensions() {
    return null;
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
      throws CertPathValidatorException {
    seen.add((X509Certificate) certificate);
    if (certificate.equals(leaf)) {
      List<X509Certificate> leafFirst = new ArrayList<>(seen);
      Collections.reverse(leafFirst);
      for (CertificatePath path : refused) {
        if (path.startsWith(leafFirst)) {
          throw new CertPathValidatorException("this path was refused already");
        }
      }
    }
  }

  @Override
  public Object clone() {
    RefusedPaths copy = (RefusedPaths) super.clone();
    copy.seen = new ArrayList<>(seen);
    return copy;
  }
}

package io.mtlsagent.trust;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The certificates that are trusted as they stand, by subject. Immutable. */
final class Anchors {

  private final Set<X509Certificate> certificates;
  private final Map<X500Principal, List<X509Certificate>> bySubject = new HashMap<>();

  Anchors(List<X509Certificate> anchors) {
    this.certificates = new LinkedHashSet<>(anchors);
    for (X509Certificate anchor : certificates) {
      X500Principal subject = anchor.getSubjectX500Principal();
      List<X509Certificate> same = bySubject.get(subject);
      if (same == null) {
        same = new ArrayList<>(1);
        bySubject.put(subject, same);
      }
      same.add(anchor);
    }
  }

  boolean contains(X509Certificate certificate) {
    return certificates.contains(certificate);
  }

  List<X509Certificate> named(X500Principal subject) {
    List<X509Certificate> same = bySubject.get(subject);
    return same == null ? Collections.<X509Certificate>emptyList() : same;
  }

  Set<X509Certificate> all() {
    return certificates;
  }

  /** The anchors whose subject is the issuer of any of these certificates. */
  Set<X509Certificate> namedAsIssuers(List<X509Certificate> chain) {
    Set<X509Certificate> named = new LinkedHashSet<>();
    for (X509Certificate certificate : chain) {
      named.addAll(named(certificate.getIssuerX500Principal()));
    }
    return named;
  }

  /** Without the anchors' name constraints, which the JDK refuses to build with. */
  Set<TrustAnchor> forJdk() {
    Set<TrustAnchor> anchors = new LinkedHashSet<>();
    for (X509Certificate certificate : certificates) {
      anchors.add(new TrustAnchor(certificate, null));
    }
    return anchors;
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.identity.Identity;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.trust.PeerVerifier;
import java.security.cert.X509Certificate;
import java.util.List;

/** What was read from the files that the configuration names. */
final class Material {

  private final Identity identity;
  private final List<X509Certificate> anchors;
  private final CrlStore crls;
  private final PeerVerifier verifier;

  Material(Identity identity, List<X509Certificate> anchors, CrlStore crls, PeerVerifier verifier) {
    this.identity = identity;
    this.anchors = anchors;
    this.crls = crls;
    this.verifier = verifier;
  }

  Identity identity() {
    return identity;
  }

  List<X509Certificate> anchors() {
    return anchors;
  }

  CrlStore crls() {
    return crls;
  }

  PeerVerifier verifier() {
    return verifier;
  }
}

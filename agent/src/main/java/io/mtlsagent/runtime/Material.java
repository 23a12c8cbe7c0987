package io.mtlsagent.runtime;

import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.identity.AnchorFiles;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.trust.PeerVerifier;
import java.security.cert.X509Certificate;
import java.util.List;

/** What was read from the files that one endpoint names. */
final class Material {

  private final EndpointSettings settings;
  private final Identity identity;
  private final AnchorFiles anchors;
  private final RevocationData revocation;
  private final Verification verification;

  Material(
      EndpointSettings settings,
      Identity identity,
      AnchorFiles anchors,
      RevocationData revocation,
      Verification verification) {
    this.settings = settings;
    this.identity = identity;
    this.anchors = anchors;
    this.revocation = revocation;
    this.verification = verification;
  }

  EndpointSettings settings() {
    return settings;
  }

  Identity identity() {
    return identity;
  }

  AnchorFiles anchorFiles() {
    return anchors;
  }

  List<X509Certificate> anchors() {
    return anchors.certificates();
  }

  CrlStore crls() {
    return revocation.lists();
  }

  RevocationData revocation() {
    return revocation;
  }

  /** Judges peers by this material. Remembers valid paths as long as the material stays. */
  PeerVerifier verifier() {
    return verification.verifier();
  }

  Verification verification() {
    return verification;
  }
}

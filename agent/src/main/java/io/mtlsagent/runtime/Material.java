package io.mtlsagent.runtime;

import io.mtlsagent.config.PeerSettings;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.trust.PeerVerifier;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/** What was read from the files that the configuration names. */
final class Material {

  private final Identity identity;
  private final List<X509Certificate> anchors;
  private final CrlStore crls;
  private final RemoteRevocation remote;
  private final RevocationCheck revocation;
  private final PeerSettings peers;
  private final Clock clock;

  Material(
      Identity identity,
      List<X509Certificate> anchors,
      CrlStore crls,
      RemoteRevocation remote,
      RevocationCheck revocation,
      PeerSettings peers,
      Clock clock) {
    this.identity = identity;
    this.anchors = anchors;
    this.crls = crls;
    this.remote = remote;
    this.revocation = revocation;
    this.peers = peers;
    this.clock = clock;
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

  /** What is fetched from the network. */
  RemoteRevocation remote() {
    return remote;
  }

  /** A verifier with an empty memory. */
  PeerVerifier newVerifier() {
    return new PeerVerifier(anchors, revocation, clock, Requirements.of(peers));
  }
}

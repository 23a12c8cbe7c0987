package io.mtlsagent.runtime;

import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.identity.AnchorFiles;
import io.mtlsagent.trust.PeerVerifier;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The verifier of anchors and revocation data that were read and checked. It is made when the first
 * connection asks for it: a JVM that uses no TLS need not load all that judges peers.
 */
final class Verification {

  private final EndpointSettings settings;
  private final AnchorFiles anchors;
  private final RevocationData revocation;
  private final Clock clock;
  private @Nullable PeerVerifier verifier;

  Verification(
      EndpointSettings settings, AnchorFiles anchors, RevocationData revocation, Clock clock) {
    this.settings = settings;
    this.anchors = anchors;
    this.revocation = revocation;
    this.clock = clock;
  }

  synchronized PeerVerifier verifier() {
    PeerVerifier made = verifier;
    if (made == null) {
      made =
          new PeerVerifier(
              anchors.certificates(),
              revocation.check(settings.revocation()),
              clock,
              Requirements.of(settings.peers()));
      verifier = made;
    }
    return made;
  }
}

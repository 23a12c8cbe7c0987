package io.mtlsagent.runtime;

import io.mtlsagent.handshake.Stapler;
import io.mtlsagent.identity.Identity;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What our servers staple. It asks for the network's part of the revocation data with the first
 * handshake only: a JVM that uses no TLS need not load it.
 */
final class OwnStaples implements Stapler {

  private final RevocationData revocation;
  private final List<X509Certificate> anchors;

  OwnStaples(RevocationData revocation, List<X509Certificate> anchors) {
    this.revocation = revocation;
    this.anchors = anchors;
  }

  @Override
  public byte @Nullable [] stapleOf(Identity identity) {
    return revocation.remote().staple(identity, anchors);
  }
}

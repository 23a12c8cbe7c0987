package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;

/** What the hooks work with: asked for once, when the application loads the first TLS class. */
public interface WeavingParts {

  /** The handshakes of this JVM. */
  Handshakes handshakes();

  /** Run when the application makes a TLS context, and again whenever it likes. */
  Runnable firstUse();
}

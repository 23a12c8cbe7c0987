package io.mtlsagent.weaving;

import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Looks through the engines that servers put around the one of the TLS stack. */
final class WrappedEngine {

  private static final int MAXIMUM_DEPTH = 4;

  private WrappedEngine() {}

  /** The innermost engine: the one that shakes hands. */
  static SSLEngine innermost(SSLEngine engine) throws IllegalAccessException {
    SSLEngine current = engine;
    for (int i = 0; i < MAXIMUM_DEPTH; i++) {
      if (current.getClass().getName().startsWith("sun.security.ssl.")) {
        return current;
      }
      @Nullable SSLEngine inner = ForeignObject.fieldOfType(current, SSLEngine.class);
      if (inner == null) {
        return current;
      }
      current = inner;
    }
    return current;
  }
}

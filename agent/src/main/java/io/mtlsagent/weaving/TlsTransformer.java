package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Privileges;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Offered every class that the JVM loads; answers "not mine" by one look-up of its name, and has
 * the few woven that belong to a TLS stack. Nothing else is loaded or made before the first of
 * those, so a JVM that uses no TLS pays for none of it.
 */
final class TlsTransformer implements ClassFileTransformer {

  private final Instrumentation instrumentation;
  private final WeavingParts parts;
  private final CoverageLedger diagnostics;
  private final WovenNames names = new WovenNames();
  private @Nullable Loom loom;

  TlsTransformer(Instrumentation instrumentation, WeavingParts parts, CoverageLedger diagnostics) {
    this.instrumentation = instrumentation;
    this.parts = parts;
    this.diagnostics = diagnostics;
  }

  boolean isMine(String internalName) {
    return names.contains(internalName);
  }

  /**
   * No class file: a class that the JVM is offered this for fails to load. Not empty, which the JVM
   * takes for "unchanged".
   */
  static byte[] poison() {
    return new byte[] {0};
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (className == null || !(isMine(className) || isWatchedChannel(className))) {
      return null;
    }
    return Privileges.areNeeded()
        ? Privileges.<byte @Nullable []>use(() -> weave(className, bytes))
        : weave(className, bytes);
  }

  private boolean isWatchedChannel(String className) {
    if (!className.equals(PassingHellos.CHANNEL)) {
      return false;
    }
    synchronized (this) {
      return loom != null && loom.watchesChannels();
    }
  }

  private byte @Nullable [] weave(String className, byte[] bytes) {
    Loom opened;
    try {
      opened = loom();
    } catch (Throwable failure) {
      // Thrown on, the JVM would take it for "unchanged" and load the class as it is.
      diagnostics.notWoven("TLS", className, "this JVM does not let the agent in: " + failure);
      return WovenNames.isEnforcing(className) && parts.mode().refuses() ? poison() : null;
    }
    return opened.weave(className, bytes);
  }

  /**
   * Another agent may be shown our own classes as they load, and load TLS classes while it looks at
   * them (Datadog's does): then we are here again before the loom is open. The inner one is opened
   * first, and the outer one cannot be connected any more.
   */
  private synchronized Loom loom() throws ReflectiveOperationException, IOException {
    Loom opened = loom;
    if (opened == null) {
      try {
        opened = Loom.open(instrumentation, parts, diagnostics);
      } catch (ReflectiveOperationException | IOException | RuntimeException | Error failure) {
        opened = loom;
        if (opened == null) {
          throw failure;
        }
      }
      loom = opened;
    }
    return opened;
  }
}

package io.mtlsagent.weaving;

import java.lang.instrument.Instrumentation;
import java.util.List;

/** Puts the agent into the TLS stacks of this JVM: those loaded already, and those to come. */
public final class Weaver {

  private final Instrumentation instrumentation;
  private final WeavingParts parts;
  private final CoverageLedger diagnostics;

  public Weaver(Instrumentation instrumentation, WeavingParts parts, Diagnostics diagnostics) {
    this.instrumentation = instrumentation;
    this.parts = parts;
    this.diagnostics = new CoverageLedger(diagnostics);
  }

  /**
   * Whether an agent has begun to weave in this JVM, be it one that could not finish. What it has
   * connected to the TLS classes stays connected for good, so that no second one can follow.
   */
  public static boolean hasBegun() {
    try {
      Class.forName(BridgeDefinition.NAME, false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  /** The names of the stacks that are woven as soon as the application loads them. */
  public List<String> stackNames() {
    return WovenNames.stacks();
  }

  /** Which stacks have been used up to now, and whether they are covered. */
  public Coverage coverage() {
    return diagnostics.snapshot();
  }

  /**
   * Starts weaving. Where that fails, all is as before: what was woven is unwoven, and what comes
   * later is let alone.
   *
   * @throws IllegalStateException if connections would escape a mode that refuses
   */
  public void install() {
    TlsTransformer transformer = new TlsTransformer(instrumentation, parts, diagnostics);
    instrumentation.addTransformer(transformer, true);
    try {
      weaveLoadedClasses(transformer);
    } catch (RuntimeException | Error failure) {
      instrumentation.removeTransformer(transformer);
      unweaveLoadedClasses(transformer);
      throw failure;
    }
  }

  /** The transformer has gone: each class gets the bytes that it has without it. */
  private void unweaveLoadedClasses(TlsTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (isWoven(loaded, transformer)) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError failure) {
          // It calls hooks that leave every connection to the application.
          diagnostics.hookFailed(failure);
        }
      }
    }
  }

  /** One class at a time, so that one that fails does not keep the others from being woven. */
  private void weaveLoadedClasses(TlsTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (isWoven(loaded, transformer)) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError failure) {
          escaped(loaded.getName(), failure);
        }
      }
    }
  }

  private boolean isWoven(Class<?> loaded, TlsTransformer transformer) {
    // Two of five are such, and to ask for a name takes the JVM longer than this. One interface is
    // woven, after an attach: SunJsseEarlier's.
    if (loaded.isArray() || (loaded.isInterface() && !parts.isAttached())) {
      return false;
    }
    String name = loaded.getName();
    return WovenNames.mayBeOfStack(name)
        && loaded.getClassLoader() != Weaver.class.getClassLoader()
        && transformer.isMine(name.replace('.', '/'));
  }

  /** A class that is loaded already cannot be kept from loading: then the agent must not start. */
  private void escaped(String className, Throwable failure) {
    diagnostics.notWoven("TLS", className, String.valueOf(failure));
    if (WovenNames.isEnforcing(className.replace('.', '/')) && parts.mode().refuses()) {
      throw new IllegalStateException(
          "a TLS stack is in use already and cannot be covered: " + failure, failure);
    }
  }
}

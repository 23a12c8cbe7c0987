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

  /** Whether another instance of the agent weaves in this JVM. */
  public static boolean isInstalled(Instrumentation instrumentation) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      // the boot loader's go first, most of all: to ask so many for their names takes 1 ms and more
      if (loaded.getClassLoader() != null
          && loaded != TlsTransformer.class
          && loaded.getName().equals(TlsTransformer.class.getName())) {
        return true;
      }
    }
    return false;
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
   * Starts weaving.
   *
   * @throws IllegalStateException if connections would escape a mode that refuses
   */
  public void install() {
    TlsTransformer transformer = new TlsTransformer(instrumentation, parts, diagnostics);
    instrumentation.addTransformer(transformer, true);
    weaveLoadedClasses(transformer);
  }

  /** One class at a time, so that one that fails does not keep the others from being woven. */
  private void weaveLoadedClasses(TlsTransformer transformer) {
    ClassLoader own = Weaver.class.getClassLoader();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (loaded.getClassLoader() != own
          && WovenNames.mayBeOfStack(name)
          && transformer.isMine(name.replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError failure) {
          escaped(name, failure);
        }
      }
    }
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

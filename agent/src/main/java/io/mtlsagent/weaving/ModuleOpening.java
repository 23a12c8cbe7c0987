package io.mtlsagent.weaving;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lets the agent's core, and nobody else, read what a module hides. By {@code
 * Instrumentation.redefineModule} (Java 9), called by reflection: this is Java 8 code. On Java 8
 * nothing is hidden, and nothing is done.
 */
public final class ModuleOpening {

  private final Instrumentation instrumentation;

  public ModuleOpening(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  static boolean isJava8() {
    return System.getProperty("java.specification.version", "").startsWith("1.");
  }

  /** Opens packages of the module that the class is in. */
  public void open(Class<?> inModule, String... packages) throws ReflectiveOperationException {
    if (isJava8()) {
      return;
    }
    Method moduleOf = Class.class.getMethod("getModule");
    Set<?> toCore = Collections.singleton(moduleOf.invoke(ModuleOpening.class));
    Map<String, Set<?>> opens = new HashMap<>();
    for (String name : packages) {
      opens.put(name, toCore);
    }
    Instrumentation.class
        .getMethod(
            "redefineModule",
            Class.forName("java.lang.Module"),
            Set.class,
            Map.class,
            Map.class,
            Set.class,
            Map.class)
        .invoke(
            instrumentation,
            moduleOf.invoke(inModule),
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.policy.Mode;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Offered every class that the JVM loads; answers "not mine" by one look-up of its name, and weaves
 * the few that belong to a TLS stack.
 */
final class TlsTransformer implements ClassFileTransformer {

  /** No class file: a class that the JVM is offered this for fails to load. */
  private static final byte[] POISON = new byte[0];

  private final Map<String, Assignment> assignments;
  private final Hooks hooks;
  private final Mode mode;
  private final Diagnostics diagnostics;

  TlsTransformer(Iterable<TlsStack> stacks, Hooks hooks, Mode mode, Diagnostics diagnostics) {
    this.hooks = hooks;
    this.mode = mode;
    this.diagnostics = diagnostics;
    this.assignments = new HashMap<>();
    for (TlsStack stack : stacks) {
      for (WovenClass woven : stack.classes()) {
        assignments.put(woven.name(), new Assignment(stack, woven));
      }
    }
  }

  boolean isMine(String internalName) {
    return assignments.containsKey(internalName);
  }

  /** The stack of a class that {@link #isMine}. */
  TlsStack stackOf(String internalName) {
    Assignment assignment = assignments.get(internalName);
    if (assignment == null) {
      throw new IllegalArgumentException(internalName);
    }
    return assignment.stack;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    Assignment assignment = className == null ? null : assignments.get(className);
    return assignment == null ? null : assignment.weave(bytes);
  }

  private final class Assignment {
    private final TlsStack stack;
    private final WovenClass woven;

    /** The same numbers each time: one class may be loaded by many loaders, or woven anew. */
    private int @Nullable [] numbers;

    Assignment(TlsStack stack, WovenClass woven) {
      this.stack = stack;
      this.woven = woven;
    }

    synchronized byte @Nullable [] weave(byte[] bytes) {
      try {
        if (numbers == null) {
          numbers = hooks.register(woven);
        }
        byte[] result = ClassWeaver.weave(bytes, woven, numbers);
        diagnostics.woven(stack.name(), woven.name());
        return result;
      } catch (Throwable failure) {
        // Thrown on, the JVM would take it for "unchanged" and load the class as it is.
        diagnostics.notWoven(stack.name(), woven.name(), String.valueOf(failure));
        return stack.isEnforcing() && mode.refuses() ? POISON : null;
      }
    }
  }
}

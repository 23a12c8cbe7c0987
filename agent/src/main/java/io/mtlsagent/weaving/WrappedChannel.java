package io.mtlsagent.weaving;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A channel that passes its work on to another of its kind, and may tell other addresses than that
 * one: those which the PROXY protocol names, for which anybody can write what he likes. The port
 * that decides on the scope of a connection must be the true one.
 */
final class WrappedChannel {

  private static final int DEEPEST = 8;

  private final String type;

  /**
   * @param type what the name of a class or interface of the channel ends with
   */
  WrappedChannel(String type) {
    this.type = type;
  }

  /**
   * The channel below all others.
   *
   * @return null where there is one below that cannot be reached
   */
  @Nullable Object innermost(Object channel) {
    Object inner = channel;
    for (int i = 0; i < DEEPEST; i++) {
      Field below = fieldBelow(inner.getClass());
      if (below == null) {
        return inner;
      }
      Object next = below(inner, below);
      if (next == null) {
        return null;
      }
      inner = next;
    }
    return null;
  }

  private @Nullable Object below(Object channel, Field field) {
    try {
      Object unwrapped = new ForeignObject(channel).call("unwrap");
      if (unwrapped != null && isOfType(unwrapped.getClass())) {
        return unwrapped;
      }
    } catch (ReflectiveOperationException none) {
      // it has no such method
    }
    try {
      field.setAccessible(true);
      return field.get(channel);
    } catch (IllegalAccessException | RuntimeException closed) {
      return null; // by a module
    }
  }

  private @Nullable Field fieldBelow(Class<?> channel) {
    for (Class<?> c = channel; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        // not the one that an inner class is made in
        if (!Modifier.isStatic(field.getModifiers())
            && !field.isSynthetic()
            && isOfType(field.getType())) {
          return field;
        }
      }
    }
    return null;
  }

  /** Whether a class is one of such channels. */
  boolean isOfType(@Nullable Class<?> candidate) {
    if (candidate == null) {
      return false;
    }
    if (candidate.getName().endsWith(type)) {
      return true;
    }
    for (Class<?> above : candidate.getInterfaces()) {
      if (isOfType(above)) {
        return true;
      }
    }
    return isOfType(candidate.getSuperclass());
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.policy.Role;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Every engine and every socket of {@code javax.net.ssl}, of whatever provider: as they are made,
 * by the constructors of the two classes that all of them extend. One that the agent does not weave
 * is noticed so, be its stack known or not.
 */
final class ForeignEngines implements TlsStack {

  /** Whether the class carries the agent's calls. */
  interface Woven {
    boolean isWoven(String internalName);
  }

  private final Sightings sightings;
  private final Woven woven;

  private final ClassValue<Boolean> covered =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isWoven(type) || isWrapper(type);
        }
      };

  ForeignEngines(Sightings sightings, Woven woven) {
    this.sightings = sightings;
    this.woven = woven;
  }

  @Override
  public String name() {
    return "engines and sockets of any provider";
  }

  @Override
  public Purpose purpose() {
    return Purpose.NOTICE;
  }

  @Override
  public List<WovenClass> classes() {
    Made made = new Made();
    return Arrays.asList(
        WovenClass.of("javax/net/ssl/SSLEngine", HookPoint.atExit("<init>", "(", made)),
        WovenClass.of("javax/net/ssl/SSLSocket", HookPoint.atExit("<init>", "(", made)));
  }

  private final class Made implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      if (receiver != null && !covered.get(receiver.getClass())) {
        String name = receiver.getClass().getName();
        sightings.uncovered(StackName.of(name), EnumSet.allOf(Role.class), "a " + name);
      }
      return value;
    }
  }

  private boolean isWoven(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (woven.isWoven(c.getName().replace('.', '/'))) {
        return true;
      }
    }
    return false;
  }

  /** One that has another in a field passes its work on; that other one is noticed for itself. */
  static boolean isWrapper(Class<?> type) {
    try {
      for (Class<?> c = type; c != SSLEngine.class && c != SSLSocket.class; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (SSLEngine.class.isAssignableFrom(field.getType())
              || SSLSocket.class.isAssignableFrom(field.getType())) {
            return true;
          }
        }
      }
      return false;
    } catch (LinkageError unreadable) {
      return false; // of which nothing is known
    }
  }
}

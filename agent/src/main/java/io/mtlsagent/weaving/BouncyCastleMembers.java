package io.mtlsagent.weaving;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the agent uses of Bouncy Castle's provider, found by name at each use: a handshake of it is
 * slow enough.
 */
final class BouncyCastleMembers {

  private static final String PROVIDER = "jsse.provider.";

  private BouncyCastleMembers() {}

  /** The value of a field, in the class of the owner or above. */
  static @Nullable Object get(Object owner, String name) {
    for (Class<?> c = owner.getClass(); c != null; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
      } catch (NoSuchFieldException e) {
        // then perhaps above
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(owner.getClass() + " has no field " + name);
  }

  /** Calls a method without parameters, or with one of type boolean. */
  static @Nullable Object call(Object owner, String name, Boolean... argument) {
    Class<?>[] types = argument.length == 0 ? new Class<?>[0] : new Class<?>[] {boolean.class};
    for (Class<?> c = owner.getClass(); c != null; c = c.getSuperclass()) {
      try {
        Method method = c.getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method.invoke(owner, (Object[]) argument);
      } catch (NoSuchMethodException e) {
        // then perhaps above
      } catch (InvocationTargetException e) {
        throw new IllegalStateException(e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(owner.getClass() + " has no method " + name);
  }

  /** The application's trust manager, out of the context of a connection. */
  static @Nullable X509TrustManager applicationTrust(Object connection) {
    Object context = call(connection, "getContextData");
    Object imported = context == null ? null : call(context, "getX509TrustManager");
    Object ours = imported == null ? null : call(imported, "unwrap");
    return ours instanceof BouncyCastleTrust ? ((BouncyCastleTrust) ours).application() : null;
  }

  /** Whether the handshake under way takes an earlier session up. */
  static boolean isResumed(Object connection) {
    Object session = call(connection, "getBCHandshakeSessionImpl");
    return session != null && session.getClass().getName().endsWith("Resumed");
  }

  /** What makes Bouncy Castle end the connection with an alert. */
  static Exception fatalAlert(Object connection, int alert, Throwable cause) {
    try {
      return Class.forName(
              prefix(connection) + "tls.TlsFatalAlert",
              false,
              connection.getClass().getClassLoader())
          .asSubclass(Exception.class)
          .getConstructor(short.class, Throwable.class)
          .newInstance((short) alert, cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of an alert in RFC 8446, such as {@code unknown_ca}. */
  static String alertName(Object connection, int alert) {
    try {
      return String.valueOf(
          Class.forName(
                  prefix(connection) + "tls.AlertDescription",
                  false,
                  connection.getClass().getClassLoader())
              .getMethod("getName", short.class)
              .invoke(null, (short) alert));
    } catch (ReflectiveOperationException e) {
      return String.valueOf(alert);
    }
  }

  private static String prefix(Object connection) {
    String name = connection.getClass().getName();
    int end = name.indexOf(PROVIDER);
    if (end < 0) {
      throw new IllegalStateException(name + " is not of Bouncy Castle's provider");
    }
    return name.substring(0, end);
  }
}

package io.mtlsagent.handshake;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * Under a security manager (Java 8 to 23, where a policy gives the agent's jar its permissions) a
 * call is allowed only what all the code on the stack may do; the application's code may do little,
 * and without this could neither look at its own addresses nor have a list read. The agent's
 * answers are its own business, so it asks by its own rights alone.
 */
public final class Privileges {

  /** The first version in which there can be no security manager any more. */
  private static final int WITHOUT_SECURITY_MANAGER = 24;

  private static final boolean POSSIBLE = isPossible();

  private Privileges() {}

  private static boolean isPossible() {
    String version = System.getProperty("java.specification.version", "1.8");
    try {
      return version.startsWith("1.") || Integer.parseInt(version) < WITHOUT_SECURITY_MANAGER;
    } catch (NumberFormatException unknown) {
      return false;
    }
  }

  /** Whether a security manager is there, which may come and go while the JVM runs. */
  public static boolean areNeeded() {
    return POSSIBLE && System.getSecurityManager() != null;
  }

  /** Does something by the agent's own rights; throws what it throws, checked or not. */
  public static <T extends @Nullable Object> T use(PrivilegedExceptionAction<T> action) {
    try {
      return AccessController.doPrivileged(action);
    } catch (PrivilegedActionException e) {
      throw Privileges.<RuntimeException>sneaky(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Lets a checked exception through: whoever gives the action declares what it throws. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }
}

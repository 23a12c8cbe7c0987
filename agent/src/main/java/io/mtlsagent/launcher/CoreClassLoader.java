package io.mtlsagent.launcher;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from a pack in which no other class loader looks, so
 * that the application sees none of it, and it nothing of the application.
 */
final class CoreClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  /** The policy of a security manager gives rights to the jar that the classes come from. */
  private final ProtectionDomain domain = CoreClassLoader.class.getProtectionDomain();

  private final CorePack pack;

  /**
   * @param parent the loader of the JDK's classes; null is the boot loader
   */
  CoreClassLoader(CorePack pack, @Nullable ClassLoader parent) {
    super(parent);
    this.pack = pack;
  }

  /**
   * Our own first: were the parent asked, it would make an exception for each of our classes, and
   * another copy of a library on the boot class path would go before ours.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("java.")) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        byte[] bytes = loaded == null ? pack.find(name) : null;
        if (bytes != null) {
          return define(name, bytes);
        }
        if (loaded != null) {
          return loaded;
        }
      }
    }
    return super.loadClass(name, resolve);
  }

  /**
   * While a class is defined, another agent is shown it, which may load TLS classes, and they our
   * own: then it has been defined in between.
   */
  private Class<?> define(String name, byte[] bytes) {
    try {
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (LinkageError failure) {
      Class<?> inBetween = findLoadedClass(name);
      if (inBetween == null) {
        throw failure;
      }
      return inBetween;
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = pack.find(name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }
}

package io.mtlsagent.launcher;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from a pack in which no other class loader looks, so
 * that the application sees none of it, and it nothing of the application.
 */
final class CoreClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final CorePack pack;

  /**
   * @param parent the loader of the JDK's classes; null is the boot loader
   */
  CoreClassLoader(CorePack pack, @Nullable ClassLoader parent) {
    super(parent);
    this.pack = pack;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = pack.find(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = pack.find(name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }
}

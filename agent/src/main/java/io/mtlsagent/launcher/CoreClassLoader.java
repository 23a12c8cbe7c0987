package io.mtlsagent.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from a folder of the agent's jar in which no other class
 * loader looks, so that the application sees none of it, and it nothing of the application.
 */
final class CoreClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "core/";

  /** Not {@code .class}: so no scanner of class paths takes the entries for the application's. */
  private static final String SUFFIX = ".classdata";

  private final JarFile jar;

  /**
   * @param parent the loader of the JDK's classes; null is the boot loader
   */
  CoreClassLoader(File file, @Nullable ClassLoader parent) throws IOException {
    super(parent);
    // Unverified: checking signatures this early is slow, and who can write the jar owns the JVM.
    this.jar = new JarFile(file, false);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = read(FOLDER + name.replace('.', '/') + SUFFIX);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = read(FOLDER + name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  private byte @Nullable [] read(String entryName) {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = new byte[(int) entry.getSize()];
      int filled = 0;
      while (filled < bytes.length) {
        int read = in.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
          throw new IOException("the jar ends within " + entryName);
        }
        filled += read;
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException(
          "[mtls-agent] cannot read " + entryName + " from " + jar.getName(), e);
    }
  }
}

package example.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.zip.CRC32;

/**
 * Notes in a file what an agent before it has left behind before {@code main}: the classes that are
 * loaded and the threads that run. From then on, which classes the virtual machine loads, and the
 * check sum of their bytes as other agents have left them.
 */
public final class WitnessAgent {

  private WitnessAgent() {}

  /**
   * Called by the virtual machine.
   *
   * @param file to be written anew: lines of {@code LOADED name}, {@code THREAD name}, {@code BYTES
   *     name sum}
   */
  public static void premain(String file, Instrumentation instrumentation) throws IOException {
    Class<?>[] loaded = instrumentation.getAllLoadedClasses();
    OutputStream out = new FileOutputStream(file);
    StringBuilder lines = new StringBuilder();
    for (Class<?> type : loaded) {
      lines.append("LOADED ").append(type.getName()).append('\n');
    }
    Thread[] threads = new Thread[100];
    int count = rootGroup().enumerate(threads);
    for (int i = 0; i < count; i++) {
      lines.append("THREAD ").append(threads[i].getName()).append('\n');
    }
    write(out, lines);
    // Able to retransform, so that it comes after the agents that were started before it.
    instrumentation.addTransformer(new Notes(out), true);
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static void write(OutputStream out, CharSequence lines) throws IOException {
    synchronized (out) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class Notes implements ClassFileTransformer {
    private final OutputStream out;

    Notes(OutputStream out) {
      this.out = out;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      try {
        write(out, "BYTES " + name + ' ' + sum.getValue() + '\n');
      } catch (IOException e) {
        System.err.println("the second agent cannot write: " + e);
      }
      return null;
    }
  }
}

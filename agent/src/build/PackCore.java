import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Run by the build: packs the core and its libraries into the one file that {@code
 * io.mtlsagent.launcher.CorePack} reads, which describes its format.
 *
 * <p>Usage: {@code java PackCore.java core.jar core.pack}
 */
final class PackCore {

  /** Defined by the boot loader; under its own name, the core's loader would take it for its own. */
  private static final String BRIDGE = "javax/net/ssl/MtlsAgentBridge.class";

  /** Read at each start or first use of TLS: they come first, and are not deflated. */
  private static final List<String> HOT =
      List.of("io.mtlsagent.", "com.blogspot.mydailyjava.", "net.bytebuddy.jar.asm.", "bridge/");

  /** Ours, but read by the command line alone. */
  private static final String COMMANDS = "io.mtlsagent.cli.";

  private record Entry(String name, boolean hot, byte[] content, byte[] packed) {
    byte[] bytes() {
      return packed == null ? content : packed;
    }

    int length() {
      return name.length() + bytes().length;
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ZipFile jar = new ZipFile(arguments[0])) {
      for (ZipEntry source : jar.stream().toList()) {
        String name = nameOf(source.getName());
        if (name != null) {
          entries.add(entry(name, jar.getInputStream(source).readAllBytes()));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::hot).reversed().thenComparing(Entry::name));
    write(entries, Path.of(arguments[1]));
  }

  /** A class goes by its dotted name, a resource by its path; null for what stays outside. */
  private static String nameOf(String path) {
    if (path.endsWith("/")
        || path.startsWith("META-INF/")
        || path.startsWith("io/mtlsagent/launcher/")
        || path.endsWith("package-info.class")) {
      return null;
    }
    if (path.equals(BRIDGE)) {
      return "bridge/MtlsAgentBridge.classdata";
    }
    return path.endsWith(".class")
        ? path.substring(0, path.length() - ".class".length()).replace('/', '.')
        : path;
  }

  private static Entry entry(String name, byte[] content) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("a name that is not ASCII: " + name);
    }
    boolean hot = HOT.stream().anyMatch(name::startsWith) && !name.startsWith(COMMANDS);
    return new Entry(name, hot, content, hot ? null : deflate(content));
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.size() < content.length ? out.toByteArray() : null;
  }

  private static void write(List<Entry> entries, Path file) throws IOException {
    List<int[]> rows = new ArrayList<>();
    int hot = 0;
    int offset = 8 + 20 * entries.size();
    for (Entry entry : entries) {
      int inflated = entry.packed() == null ? -1 : entry.content().length;
      rows.add(
          new int[] {
            entry.name().hashCode(), offset, entry.name().length(), entry.bytes().length, inflated
          });
      offset += entry.length();
      hot += entry.hot() ? entry.length() : 0;
    }
    rows.sort(Comparator.comparingInt(row -> row[0]));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(entries.size());
      out.writeInt(hot);
      for (int[] row : rows) {
        for (int number : row) {
          out.writeInt(number);
        }
      }
      for (Entry entry : entries) {
        out.write(entry.name().getBytes(StandardCharsets.US_ASCII));
        out.write(entry.bytes());
      }
    }
  }
}

package example.jdk.habits;

import example.common.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Loads {@code --count} classes that have nothing to do with TLS, in the middle of using it, and
 * prints the check sum of the bytes of each.
 */
public final class ManyClassesApp extends ClassLoader {

  private static final String TEMPLATE = "Unrelated00000";
  private static final String PACKAGE = "example.jdk.habits.";

  private ManyClassesApp() {
    super(ManyClassesApp.class.getClassLoader());
  }

  public static void main(String[] arguments) throws Exception {
    javax.net.ssl.SSLContext.getDefault();
    int count = Options.of(arguments).number("count", 10_000);
    String template = template();
    StringBuilder lines = new StringBuilder();
    ManyClassesApp loader = new ManyClassesApp();
    for (int i = 1; i <= count; i++) {
      String digits = String.valueOf(100_000 + i);
      String name = TEMPLATE.substring(0, TEMPLATE.length() - 5) + digits.substring(1);
      byte[] bytes = template.replace(TEMPLATE, name).getBytes(StandardCharsets.ISO_8859_1);
      loader.defineClass(PACKAGE + name, bytes, 0, bytes.length);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      lines.append(PACKAGE.replace('.', '/')).append(name).append(' ');
      lines.append(sum.getValue()).append('\n');
    }
    System.out.print(lines);
  }

  private static String template() throws IOException {
    try (InputStream in = ManyClassesApp.class.getResourceAsStream(TEMPLATE + ".class")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      int length;
      while ((length = in.read(buffer)) > 0) {
        out.write(buffer, 0, length);
      }
      return out.toString("ISO-8859-1");
    }
  }
}

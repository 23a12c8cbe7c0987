package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lies in the agent's jar, which is on the class path of every application. */
class AgentJarIT {

  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final int CLASS_FILE = 0xCAFEBABE;
  private static final int FORMAT_OF_JAVA_8 = 52;
  private static final int FORMAT_OFFSET = 6;

  private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          byte[] content = in.readAllBytes();
          if (entry.getName().equals("core.pack")) {
            CorePackContents.of(content).forEach((name, bytes) -> FILES.put("core/" + name, bytes));
          } else {
            FILES.put(entry.getName(), content);
          }
        }
      }
    }
  }

  @Test
  void jarIsSmall() throws IOException {
    assertThat(Files.size(Project.agentJar())).isLessThan(MOST_BYTES);
  }

  @Test
  void otherClassLoadersFindTheLauncherAlone() {
    assertThat(names(name -> !name.startsWith("core/") && !name.startsWith("META-INF/")))
        .contains("io/mtlsagent/launcher/AgentLauncher.class")
        .allMatch(name -> name.matches("io/mtlsagent/launcher/[A-Za-z$0-9]+\\.class"));
  }

  /** No services, no versions for newer JVMs, no signatures, no metadata of libraries. */
  @Test
  void jarSaysNothingOfItselfButManifestAndLicences() {
    assertThat(names(name -> name.startsWith("META-INF/")))
        .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE");
  }

  @Test
  void licencesAreThoseOfTheProject() throws IOException {
    for (String name : Set.of("LICENSE", "NOTICE")) {
      assertThat(FILES.get("META-INF/" + name))
          .isEqualTo(Files.readAllBytes(Project.root().resolve(name)));
    }
  }

  @Test
  void noClassRefersToLoggingOfTheJdk() {
    assertThat(classesThatName("io/mtlsagent/silence/Logger"))
        .contains("core/org.bouncycastle.crypto.CryptoServicesRegistrar");
    assertThat(classesThatName("java/util/logging")).isEmpty();
    assertThat(classesThatName("java.util.logging")).isEmpty();
  }

  @Test
  void everyClassRunsOnJava8() {
    Set<String> classes = names(AgentJarIT::isClass);
    assertThat(classes).hasSizeGreaterThan(1000);
    classes.removeIf(
        name -> ByteBuffer.wrap(FILES.get(name)).getShort(FORMAT_OFFSET) <= FORMAT_OF_JAVA_8);
    assertThat(classes).isEmpty();
  }

  private static boolean isClass(String name) {
    byte[] content = FILES.get(name);
    return content.length > FORMAT_OFFSET && ByteBuffer.wrap(content).getInt() == CLASS_FILE;
  }

  private static Set<String> classesThatName(String text) {
    return names(
        name ->
            isClass(name)
                && new String(FILES.get(name), StandardCharsets.ISO_8859_1).contains(text));
  }

  private static Set<String> names(Predicate<String> wanted) {
    Set<String> names = new TreeSet<>(FILES.keySet());
    names.removeIf(wanted.negate());
    return names;
  }
}

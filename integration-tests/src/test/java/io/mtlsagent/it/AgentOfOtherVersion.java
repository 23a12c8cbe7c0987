package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar of the agent that differs from the built one: words of its core are replaced by others of
 * the same length, which leaves all offsets of the pack as they are.
 */
final class AgentOfOtherVersion {

  private static final String PACK = "core.pack";

  private final Path jar;

  AgentOfOtherVersion(Path jar) throws IOException {
    this.jar = Files.copy(Project.agentJar(), jar);
  }

  AgentOfOtherVersion replacing(String word, String other) throws IOException {
    Path replaced = Files.createTempFile(jar.getParent(), "replaced", ".jar");
    try (JarFile source = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(replaced);
        ZipOutputStream target = new ZipOutputStream(file)) {
      for (JarEntry entry : source.stream().toList()) {
        try (InputStream in = source.getInputStream(entry)) {
          byte[] content = in.readAllBytes();
          store(
              entry.getName(),
              entry.getName().equals(PACK) ? replace(content, word, other) : content,
              target);
        }
      }
    }
    Files.move(replaced, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  Path jar() {
    return jar;
  }

  private static byte[] replace(byte[] content, String word, String other) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (word.length() != other.length() || !text.contains(word)) {
      throw new IllegalArgumentException(word + " cannot become " + other);
    }
    return text.replace(word, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void store(String name, byte[] content, ZipOutputStream target)
      throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    target.putNextEntry(entry);
    target.write(content);
  }
}

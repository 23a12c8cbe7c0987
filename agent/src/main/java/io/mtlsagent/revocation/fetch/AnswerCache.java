package io.mtlsagent.revocation.fetch;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code revocation.cache}: what was fetched, as it came, under names made from what
 * was asked. Nothing in it is believed: whoever reads it checks it like an answer of the network. A
 * failure to write is none of the handshakes' business and is passed over.
 */
public final class AnswerCache {

  private static final long LONGEST_KEPT = TimeUnit.DAYS.toMillis(60);
  private static final String HEX = "0123456789abcdef";

  private final @Nullable File directory;
  private final AtomicBoolean swept = new AtomicBoolean();

  private AnswerCache(@Nullable File directory) {
    this.directory = directory;
  }

  /** A cache in a directory that exists; null for none. */
  public static AnswerCache in(@Nullable File directory) {
    return new AnswerCache(directory);
  }

  /**
   * The file of a question; null where nothing is kept.
   *
   * @param kind {@code crl} or {@code ocsp}
   * @param question what was asked, in any form that is the same for the same question
   */
  public @Nullable File file(String kind, String question) {
    return directory == null ? null : new File(directory, name(kind, question));
  }

  /** The content of a question's file; null where there is none, or it is too long to be one. */
  public byte @Nullable [] read(String kind, String question, int maxBytes) {
    File file = file(kind, question);
    if (file == null || !file.isFile() || file.length() > maxBytes) {
      return null;
    }
    try {
      return Files.readAllBytes(file.toPath());
    } catch (IOException e) {
      return null;
    }
  }

  /** Keeps an answer. */
  public void write(String kind, String question, byte[] answer) {
    write(kind, question, out -> out.write(answer));
  }

  void write(String kind, String question, SegmentedBytes answer) {
    write(kind, question, answer::writeTo);
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(String kind, String question, Content content) {
    File file = file(kind, question);
    if (file == null) {
      return;
    }
    sweep();
    File temporary = null;
    try {
      temporary = File.createTempFile("." + kind, ".tmp", directory);
      try (OutputStream out = new FileOutputStream(temporary)) {
        content.writeTo(out);
      }
      Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      if (temporary != null && !temporary.delete()) {
        temporary.deleteOnExit();
      }
    }
  }

  /** Once in the life of a JVM, what nobody has renewed for long is thrown away. */
  private void sweep() {
    if (directory == null || !swept.compareAndSet(false, true)) {
      return;
    }
    File[] files = directory.listFiles();
    long oldest = System.currentTimeMillis() - LONGEST_KEPT;
    for (File file : files == null ? new File[0] : files) {
      if (isOurs(file.getName()) && file.lastModified() < oldest && !file.delete()) {
        return; // not ours to delete: leave the rest too
      }
    }
  }

  private static boolean isOurs(String name) {
    return (name.startsWith("crl-") || name.startsWith("ocsp-")) && name.endsWith(".der");
  }

  private static String name(String kind, String question) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
      StringBuilder name = new StringBuilder(80).append(kind).append('-');
      for (byte octet : digest) {
        name.append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
      }
      return name.append(".der").toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}

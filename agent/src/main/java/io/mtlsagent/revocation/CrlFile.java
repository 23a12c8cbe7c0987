package io.mtlsagent.revocation;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file with one revocation list in DER, or one or more in PEM. */
final class CrlFile {

  private static final int BUFFER = 64 * 1024;
  private static final String BEGIN = "-----BEGIN X509 CRL-----";

  private CrlFile() {}

  /**
   * Reads every list of the file.
   *
   * @throws CrlRefusedException if one of them is broken, or there is none
   * @throws IOException if the file cannot be read
   */
  static List<CertificateRevocationList> read(File file) throws IOException, CrlRefusedException {
    List<CertificateRevocationList> lists = new ArrayList<>(1);
    for (CrlContent content : contents(file)) {
      lists.add(CrlReader.read(content));
    }
    if (lists.isEmpty()) {
      throw new CrlRefusedException(
          file.length() == 0 ? "the file is empty" : "the file holds no revocation list");
    }
    return lists;
  }

  /** Whether the file still holds exactly these lists. */
  static boolean hasContentOf(File file, List<CertificateRevocationList> lists) throws IOException {
    List<CrlContent> contents = contents(file);
    boolean same = contents.size() == lists.size();
    for (int i = 0; same && i < contents.size(); i++) {
      same = Arrays.equals(lists.get(i).digest(), digest(contents.get(i)));
    }
    return same;
  }

  private static byte[] digest(CrlContent content) throws IOException {
    MessageDigest digest = CrlReader.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = content.open()) {
      int read = in.read(buffer);
      while (read >= 0) {
        digest.update(buffer, 0, read);
        read = in.read(buffer);
      }
    }
    return digest.digest();
  }

  private static List<CrlContent> contents(File file) throws IOException {
    List<CrlContent> contents = new ArrayList<>(1);
    if (isDer(file)) {
      contents.add(new Der(file));
      return contents;
    }
    int count = countBlocks(file);
    for (int i = 0; i < count; i++) {
      contents.add(new PemBlock(file, i, count > 1));
    }
    return contents;
  }

  private static boolean isDer(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      // A SEQUENCE whose length takes more than one byte, which text never starts with.
      return in.read() == 0x30 && in.read() >= 0x80;
    }
  }

  private static int countBlocks(File file) throws IOException {
    int count = 0;
    try (InputStream in = new CharacterStream(new FileInputStream(file))) {
      while (skipToBlock(in)) {
        count++;
      }
    }
    return count;
  }

  /** Reads up to and with the next BEGIN line of a list; false at the end of the file. */
  private static boolean skipToBlock(InputStream in) throws IOException {
    // how many characters the line has in common with BEGIN so far; -1 once one differs
    int common = 0;
    int character;
    do {
      character = in.read();
      if (character == '\n' || character == '\r' || character < 0) {
        if (common == BEGIN.length()) {
          return true;
        }
        common = 0;
      } else if (common >= 0) {
        boolean same = common < BEGIN.length() && BEGIN.charAt(common) == character;
        common = same ? common + 1 : -1;
      }
    } while (character >= 0);
    return false;
  }

  private static final class Der implements CrlContent {

    private final File file;

    Der(File file) {
      this.file = file;
    }

    @Override
    public InputStream open() throws IOException {
      return new FileInputStream(file);
    }

    @Override
    public String name() {
      return file.getPath();
    }
  }

  private static final class PemBlock implements CrlContent {

    private final File file;
    private final int index;
    private final boolean numbered;

    PemBlock(File file, int index, boolean numbered) {
      this.file = file;
      this.index = index;
      this.numbered = numbered;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = new CharacterStream(new FileInputStream(file));
      try {
        for (int i = 0; i <= index; i++) {
          if (!skipToBlock(in)) {
            throw new EOFException("the list is no longer in the file");
          }
        }
      } catch (IOException e) {
        in.close();
        throw e;
      }
      return new ArmouredInputStream(in);
    }

    @Override
    public String name() {
      return numbered ? file.getPath() + " (list " + (index + 1) + ")" : file.getPath();
    }
  }
}

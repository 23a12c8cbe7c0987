package io.mtlsagent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What may be wrong with a file that the configuration names. */
enum BadInput {
  MISSING {
    @Override
    void make(Path file, Path good) {}
  },
  EMPTY {
    @Override
    byte[] content(byte[] good) {
      return new byte[0];
    }
  },
  /** Bytes of nothing. */
  RANDOM {
    @Override
    byte[] content(byte[] good) {
      byte[] bytes = new byte[500];
      new Random(1).nextBytes(bytes);
      bytes[0] = 1; // no tag of DER, whatever the generator gives
      return bytes;
    }
  },
  /** Some other text file. */
  TEXT {
    @Override
    byte[] content(byte[] good) {
      return "mode of transport: by train\n".getBytes(StandardCharsets.US_ASCII);
    }
  },
  /** As a file that is still being written. */
  CUT_OFF {
    @Override
    byte[] content(byte[] good) {
      return Arrays.copyOf(good, good.length / 2);
    }
  },
  /** One byte of the content is another one; the armour is sound. */
  GARBLED {
    @Override
    byte[] content(byte[] good) {
      List<String> lines = new String(good, StandardCharsets.US_ASCII).lines().toList();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        text.append(i == 1 ? "AAAA" + line.substring(4) : line).append('\n');
      }
      return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
  },
  DIRECTORY {
    @Override
    void make(Path file, Path good) throws IOException {
      Files.createDirectory(file);
    }
  };

  /** The content; a file without any is made otherwise. */
  byte[] content(byte[] good) {
    throw new IllegalStateException(this + " has no content");
  }

  void make(Path file, Path good) throws IOException {
    Files.write(file, content(Files.readAllBytes(good)));
  }

  /**
   * Makes the bad file.
   *
   * @param good what it ought to be
   */
  Path in(Path directory, Path good) {
    Path file = directory.resolve(name().toLowerCase(Locale.ROOT) + "-" + good.getFileName());
    try {
      Files.createDirectories(directory);
      make(file, good);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

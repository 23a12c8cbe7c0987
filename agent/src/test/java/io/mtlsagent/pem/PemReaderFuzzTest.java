package io.mtlsagent.pem;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.der.MalformedDerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any file is read, or refused with a sentence; no other exception comes of it. */
class PemReaderFuzzTest {

  @FuzzTest
  void anyBytesAreReadOrRefused(byte[] data) throws IOException {
    blocks(data);
    elements(io.mtlsagent.der.DerReader.of(data), 0);
    certificates(data);
  }

  private static void blocks(byte[] data) {
    try {
      for (PemBlock block : PemReader.read(data)) {
        assertThat(block.content().length).isLessThanOrEqualTo(data.length);
        elements(DerReader.of(block.content()), 0);
      }
    } catch (PemException e) {
      assertThat(e.problem()).isNotEmpty();
    }
  }

  private static void certificates(byte[] data) throws IOException {
    Path file = Files.createTempFile("fuzz", ".pem");
    try {
      Files.write(file, data);
      assertThat(CertificateReader.read(FileContent.read(file.toFile(), "key"))).isNotEmpty();
    } catch (ConfigurationException e) {
      assertThat(e.key()).isEqualTo("key");
    } finally {
      Files.delete(file);
    }
  }

  private static void elements(DerReader reader, int depth) {
    try {
      while (reader.hasMore()) {
        if (reader.isNext(DerReader.SEQUENCE) && depth < 50) {
          elements(reader.enter(DerReader.SEQUENCE), depth + 1);
        } else if (reader.isNext(DerReader.OBJECT_IDENTIFIER)) {
          assertThat(reader.objectIdentifier()).contains(".");
        } else {
          reader.skip();
        }
      }
    } catch (DerException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static void elements(io.mtlsagent.der.DerReader reader, int depth) {
    try {
      while (reader.hasMore()) {
        int tag = reader.tag();
        if ((tag & 0x20) != 0 && depth < 50) {
          elements(reader.enter(tag), depth + 1);
        } else if (tag == io.mtlsagent.der.DerReader.OID) {
          assertThat(reader.oid()).contains(".");
        } else if (tag == io.mtlsagent.der.DerReader.UTC_TIME
            || tag == io.mtlsagent.der.DerReader.GENERALIZED_TIME) {
          reader.time();
        } else if (tag == io.mtlsagent.der.DerReader.INTEGER) {
          reader.integer();
        } else if (tag == io.mtlsagent.der.DerReader.BIT_STRING) {
          reader.namedBits(tag);
        } else {
          reader.skip();
        }
      }
    } catch (MalformedDerException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}

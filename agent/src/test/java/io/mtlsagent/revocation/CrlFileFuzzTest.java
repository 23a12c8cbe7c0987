package io.mtlsagent.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any file is a revocation list or refused; no other exception comes of it. */
class CrlFileFuzzTest {

  @FuzzTest
  void anyBytesAreAListOrRefused(byte[] data) throws IOException {
    Path file = Files.createTempFile("fuzz", ".crl");
    try {
      Files.write(file, data);
      for (CertificateRevocationList list : CrlFile.read(file.toFile())) {
        assertThat(list.size()).isLessThan(data.length);
        assertThat(list.number().orElse(BigInteger.ZERO)).isNotNull();
      }
    } catch (CrlRefusedException | IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    } finally {
      Files.delete(file);
    }
  }
}

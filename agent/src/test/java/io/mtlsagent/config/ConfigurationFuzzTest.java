package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.policy.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any file is a configuration, or is refused in one sentence that says where; nothing else. */
class ConfigurationFuzzTest {

  @TempDir Path directory;

  @FuzzTest
  void anyFileIsReadOrRefusedInASentence(byte[] data) throws IOException {
    Path file = directory.resolve("mtls.properties");
    Files.write(file, data);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (text.contains("file:")) {
      return; // a file of this machine is no input
    }
    try {
      Configuration configuration = Configuration.load(file.toFile(), Overrides.none());
      if (!text.contains("mode") && !text.contains("\\u")) {
        assertThat(configuration.mode()).isEqualTo(Mode.ENFORCE);
      }
      assertThat(configuration.endpoints()).isNotEmpty();
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).startsWith(file.toString());
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
    }
    assertThat(Configuration.onConfigError(file.toFile(), Overrides.none())).isNotNull();
  }
}

package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

  private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
  private static final String COMMAND =
      "mvn -pl agent test -Dtest=ConfigurationReferenceTest -Dmtls.docs.write=true";

  @Test
  void theReferenceShowsTheKeysThatTheParserKnows() throws Exception {
    String document = Files.readString(REFERENCE);
    String renewed = ConfigurationReference.renewed(document);
    if (Boolean.getBoolean("mtls.docs.write")) {
      Files.writeString(REFERENCE, renewed);
      return;
    }
    assertThat(document)
        .withFailMessage("docs/configuration.md is out of date. Make it anew with%n  %s", COMMAND)
        .isEqualTo(renewed);
  }
}

package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mtlsagent.documentation.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedKeysTest {

  private static final String MATERIAL =
      "identity.certificate=own.crt\nidentity.key=own.key\ntrust.certificates=ca.crt\n";

  /** {@code name=value}; the names of profiles and system properties count without their prefix. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:%\\w+\\.|-Dmtls\\.agent\\.)?([a-z][a-z.-]*)=.*");

  /** Families of keys that share no name with the fields of the audit log. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?:identity|trust|revocation|peers|servers|server|client|reload|skip|audit|on-config-error)"
              + "(?:\\.[a-z]+(?:-[a-z]+)*)+");

  @TempDir Path directory;

  @Test
  void keysThatTheDocumentsNameExist() throws Exception {
    for (Path document : Documents.all()) {
      for (String code : Documents.inlineCode(Documents.text(document))) {
        Matcher assignment = ASSIGNMENT.matcher(code);
        if (assignment.matches()) {
          assertThat(exists(assignment.group(1))).as("%s: %s", document, code).isTrue();
        } else if (KEY.matcher(code).matches() && !code.matches(".*\\.(md|jsonl)")) {
          assertThat(exists(code)).as("%s: %s", document, code).isTrue();
        }
      }
    }
  }

  @Test
  void configurationsThatTheDocumentsShowAreAccepted() throws Exception {
    Path file = directory.resolve("mtls.properties");
    for (Path document : Documents.all()) {
      for (String block : Documents.blocks(Documents.text(document), "properties")) {
        Files.writeString(file, block.contains("identity.") ? block : MATERIAL + block);
        assertThatCode(() -> Configuration.load(file.toFile(), Overrides.none()))
            .as("%s:%n%s", document, block)
            .doesNotThrowAnyException();
      }
    }
  }

  /** {@code key=value} stands for any. */
  private static boolean exists(String name) {
    return name.equals("key")
        || Keys.all().stream().anyMatch(key -> key.name().equals(name) || key.isNamed(name));
  }
}

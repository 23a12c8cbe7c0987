package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.testing.FuzzMaterial;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Any text is a list of rules or an error on one line, and rules make a fit name or none. */
class UserRulesFuzzTest {

  private static final X509Certificate ALICE = FuzzMaterial.certificate("alice");

  @FuzzTest
  void anyTextIsRulesOrAnError(byte[] data) {
    // A pattern can be made to run for ever: that is the operator's own regular expression.
    String text = new String(data, StandardCharsets.UTF_8).replaceAll("[+*{]", "");
    try {
      Optional<String> user = UserRules.parse("fuzz.properties", "user.rules", text).userOf(ALICE);
      user.ifPresent(name -> assertThat(UserName.hasForbiddenCharacter(name)).isFalse());
    } catch (ConfigurationException e) {
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
    }
  }
}

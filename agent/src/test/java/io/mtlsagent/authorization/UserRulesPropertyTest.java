package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.testing.Pki;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;

class UserRulesPropertyTest {

  private static final Pki ZOO = Pki.root("zoo");

  @Property
  void splittingUndoesJoining(@ForAll("rules") List<String> rules) {
    assertThat(RuleText.split(String.join(" , ", rules))).isEqualTo(rules);
  }

  @Provide
  Arbitrary<List<String>> rules() {
    Arbitrary<String> part =
        Arbitraries.of("a", ",", " ", "\\/", "\\\\", "RULE:", "DEFAULT", "(", "$1", "L")
            .list()
            .ofMaxSize(6)
            .map(pieces -> String.join("", pieces));
    Arbitrary<String> rule =
        Combinators.combine(part, part, Arbitraries.of("", "L", "U"))
            .as((pattern, replacement, flag) -> "RULE:" + pattern + "/" + replacement + "/" + flag);
    return Arbitraries.oneOf(rule, Arbitraries.of("DEFAULT", "cn", "san:uri", "bogus")).list();
  }

  @Property
  void anyTextIsReadOrRefusedWithOneLine(@ForAll String text) {
    try {
      UserRules.parse("agent.properties", "user.rules", text);
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("\r");
    }
  }

  @Property(tries = 200)
  void aUserIsExactlyTheCommonNameOrNobody(@ForAll("names") String name) throws Exception {
    String subject = Encoded.name(new RDN(BCStyle.CN, new DERUTF8String(name)));
    Optional<String> user =
        UserRules.parse("agent.properties", "user.rules", "cn")
            .userOf(ZOO.issueAs(subject).make().certificate());

    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      assertThat(user).isEmpty();
    } else {
      assertThat(user).contains(name);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abc,=+\\\"#;<> \u0000\u0007\n\u00e9").ofMaxLength(12);
  }
}

package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.Pki;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;

class AccessRulesPropertyTest {

  private static final Pki ZOO = Pki.root("zoo");

  @Property
  void anyTextIsReadOrRefusedWithOneLine(@ForAll("texts") String text) {
    for (Role peer : Role.values()) {
      try {
        Lists.of(peer, text, text);
      } catch (ConfigurationException e) {
        assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("\r");
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "CN=",
                "OU=",
                "DNS:",
                "URI:",
                "IP:",
                "SHA256:",
                "USER:",
                "spiffe://",
                "a",
                "*",
                "**",
                "/",
                ".",
                ",",
                "\"",
                "\\",
                " ",
                "\n",
                "10.0.0.0",
                ":",
                "=",
                "@",
                "\u00e9")
            .list()
            .ofMaxSize(10)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(40));
  }

  @Property(tries = 200)
  void aNameWrittenInQuotesLetsInExactlyItsHolder(@ForAll("names") String name) throws Exception {
    String pattern = "CN=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    AccessRules rules = Lists.of(Role.CLIENT, "CN=nobody," + pattern, null);
    var holder = ZOO.issueAs(Encoded.name(new RDN(BCStyle.CN, new DERUTF8String(name)))).make();
    var other =
        ZOO.issueAs(Encoded.name(new RDN(BCStyle.CN, new DERUTF8String(name + "x")))).make();

    assertThat(rules.decide(holder.certificate(), null).isAllowed()).isTrue();
    assertThat(rules.decide(other.certificate(), null).isAllowed()).isFalse();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abc,=+\\\"#;<>* \u00e9").ofMinLength(1).ofMaxLength(12);
  }

  @Property
  void manySegmentsTakeNoLongerThanTheTwoLengthsMultiplied(
      @ForAll("segments") List<String> pattern, @ForAll("segments") List<String> path)
      throws Exception {
    String text = "URI:spiffe://a/" + String.join("/", pattern);
    String id = "spiffe://a/" + String.join("/", path).replace("*", "x");
    boolean expected = id.matches(regex(pattern));

    assertThat(Lists.allows(text, ZOO.issue("alice").uri(id))).isEqualTo(expected);
  }

  private static String regex(List<String> pattern) {
    StringBuilder regex = new StringBuilder("spiffe://a");
    for (String segment : pattern) {
      regex.append('/');
      regex.append(
          switch (segment) {
            case "*" -> "[^/]+";
            case "**" -> "[^/]+(/[^/]+)*";
            default -> segment;
          });
    }
    return regex.toString();
  }

  @Provide
  Arbitrary<List<String>> segments() {
    return Arbitraries.of("a", "b", "*", "**").list().ofMinSize(1).ofMaxSize(7);
  }
}

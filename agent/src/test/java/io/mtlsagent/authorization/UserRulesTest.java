package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserRulesTest {

  private static final Pki ZOO = Pki.root("zoo");

  private static Optional<String> user(String rules, CertificateRecipe recipe) throws Exception {
    return UserRules.parse("agent.properties", "user.rules", rules)
        .userOf(recipe.make().certificate());
  }

  private static CertificateRecipe subject(String name) {
    return ZOO.issueAs(name);
  }

  private static CertificateRecipe subject(RDN... relative) throws Exception {
    return ZOO.issueAs(Encoded.name(relative));
  }

  private static RDN commonName(ASN1Encodable value) {
    return new RDN(BCStyle.CN, value);
  }

  @Test
  void theCommonNameIsTheUser() throws Exception {
    assertThat(user("cn", subject("CN=alice,O=zoo"))).contains("alice");
    assertThat(user("cn", subject("O=zoo,CN=alice"))).contains("alice");
    assertThat(user("cn", subject("O=zoo"))).isEmpty();
  }

  @Test
  void aRememberedUserIsTheOneOfTheSameCertificate() throws Exception {
    UserRules rules = UserRules.parse("agent.properties", "user.rules", "cn");
    X509Certificate alice = subject("CN=alice").make().certificate();
    X509Certificate bob = subject("CN=bob").make().certificate();
    X509Certificate nobody = subject("O=zoo").make().certificate();
    for (int i = 0; i < 2; i++) {
      assertThat(rules.userOf(alice)).contains("alice");
      assertThat(rules.userOf(bob)).contains("bob");
      assertThat(rules.userOf(nobody)).isEmpty();
    }
  }

  @Test
  void aCommonNameWithinAnotherAttributeDoesNotCount() throws Exception {
    assertThat(user("cn", subject("OU=x\\, CN\\=admin,CN=alice"))).contains("alice");
    assertThat(user("cn", subject("OU=x\\, CN\\=admin"))).isEmpty();
    assertThat(user("cn", subject("CN=alice\\,CN\\=admin"))).contains("alice,CN=admin");
  }

  @Test
  void severalCommonNamesAreNoUser() throws Exception {
    assertThat(user("cn", subject("CN=a,CN=b"))).isEmpty();
    assertThat(user("cn", subject("CN=a+CN=b"))).isEmpty();
    assertThat(user("cn", subject("CN=a,CN=a"))).isEmpty();
    assertThat(user("cn,san:dns", subject("CN=a,CN=b").dns("c"))).contains("c");
  }

  @Test
  void aCommonNameMayStandWithOthersInOneRelativeName() throws Exception {
    assertThat(user("cn", subject("CN=alice+SERIALNUMBER=7,O=zoo"))).contains("alice");
  }

  @Test
  void everyStringTypeOfANameIsDecoded() throws Exception {
    assertThat(user("cn", subject(commonName(new DERUTF8String("Zoë"))))).contains("Zoë");
    assertThat(user("cn", subject(commonName(new DERBMPString("Zoë"))))).contains("Zoë");
    assertThat(user("cn", subject(commonName(new DERT61String("Zoë"))))).contains("Zoë");
    assertThat(user("cn", subject(commonName(new DERPrintableString("Zoe"))))).contains("Zoe");
  }

  @Test
  void aValueThatIsNoTextIsNoUser() throws Exception {
    byte[] bytes = {0, 0, 0, 'a'};
    assertThat(user("cn", subject(commonName(new DERUniversalString(bytes))))).isEmpty();
    assertThat(user("cn", subject(commonName(new DEROctetString(bytes))))).isEmpty();
    assertThat(user("cn", subject(commonName(new DERUTF8String(""))))).isEmpty();
  }

  @Test
  void anotherAttributeThatIsNoTextDoesNotMatter() throws Exception {
    RDN identifier = new RDN(BCStyle.UNIQUE_IDENTIFIER, new DERBitString(new byte[] {1, 2}));
    RDN alice = commonName(new DERUTF8String("alice"));

    assertThat(user("cn", subject(identifier, alice))).contains("alice");
    assertThat(user("RULE:CN=([a-z]+),.*/$1/", subject(identifier, alice))).contains("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good\u0000evil",
        "good\nevil",
        "good\u001b[2Jevil",
        "good\u0085evil",
        "good\u2028evil",
        "good\u202eevil",
        "good\u200bevil",
        "good\ufffdevil",
        "\u0000"
      })
  void aNameWithAMisleadingCharacterNeverBecomesAUser(String name) throws Exception {
    CertificateRecipe recipe = subject(commonName(new DERUTF8String(name)));
    recipe.dns("other.example");
    for (String rules :
        new String[] {
          "cn", "DEFAULT", "RULE:CN=([a-z]+).*/$1/", "RULE:(?s).*/fixed/", "cn,san:dns"
        }) {
      assertThat(user(rules, recipe)).as(rules).isEmpty();
    }
  }

  @Test
  void aMisleadingCharacterAnywhereInTheSubjectSpoilsRulesOnTheWholeOfIt() throws Exception {
    RDN[] relative = {
      new RDN(BCStyle.O, new DERUTF8String("zoo\0")), commonName(new DERUTF8String("alice"))
    };
    assertThat(user("RULE:CN=([a-z]+).*/$1/", subject(relative))).isEmpty();
    assertThat(user("cn", subject(relative))).contains("alice");
  }

  @Test
  void kafkasDefaultIsTheWholeSubjectInTheFormOfRfc2253() throws Exception {
    assertThat(user("DEFAULT", subject("C=DE,O=zoo,CN=alice"))).contains("CN=alice,O=zoo,C=DE");
  }

  @Test
  void kafkasRulesAreTriedInOrder() throws Exception {
    String rules =
        "RULE:^CN=(.*?),OU=ServiceUsers.*$/$1/L, RULE:^CN=(.*?),OU=(.*?),O=.*$/$1@$2/U,DEFAULT";

    assertThat(user(rules, subject("O=Org,OU=ServiceUsers,CN=Duke"))).contains("duke");
    assertThat(user(rules, subject("O=Org,OU=sme,CN=Duke"))).contains("DUKE@SME");
    assertThat(user(rules, subject("O=Org"))).contains("O=Org");
  }

  @Test
  void withoutAMatchThereIsNoUser() throws Exception {
    assertThat(user("RULE:CN=admin/$0/", subject("CN=alice"))).isEmpty();
  }

  @Test
  void aRuleThatMatchesAndLeavesNothingEndsTheSearch() throws Exception {
    assertThat(user("RULE:CN=evil.*//,DEFAULT", subject("CN=evil"))).isEmpty();
  }

  @Test
  void anAlternativeNameOfTheTypeIsTheUser() throws Exception {
    CertificateRecipe recipe =
        subject("CN=alice")
            .dns("a.example")
            .dns("b.example")
            .email("Alice@zoo.example")
            .uri("spiffe://zoo/alice");

    assertThat(user("san:uri", recipe)).contains("spiffe://zoo/alice");
    assertThat(user("san:dns", recipe)).contains("a.example");
    assertThat(user("san:email", recipe)).contains("Alice@zoo.example");
  }

  @Test
  void rulesOfBothKindsAreTriedInOrder() throws Exception {
    assertThat(user("san:uri, san:dns ,cn", subject("CN=alice"))).contains("alice");
    assertThat(user("san:uri,cn", subject("CN=alice").uri("urn:a"))).contains("urn:a");
    assertThat(user("san:uri,RULE:CN=(.+)/$1/", subject("CN=alice"))).contains("alice");
  }

  @Test
  void aNameOfAnotherTypeDoesNotCount() throws Exception {
    assertThat(user("san:dns", subject("CN=a").email("a.example"))).isEmpty();
    assertThat(user("san:email", subject("CN=a").dns("a@b"))).isEmpty();
    assertThat(user("san:dns", subject("CN=a").ip("127.0.0.1"))).isEmpty();
  }

  @Test
  void severalUrisAreNoUser() throws Exception {
    assertThat(user("san:uri", subject("CN=a").uri("spiffe://a/b").uri("spiffe://c/d"))).isEmpty();
  }

  @Test
  void aWildcardNamesNobody() throws Exception {
    assertThat(user("san:dns", subject("CN=a").dns("*.zoo.example"))).isEmpty();
    assertThat(user("san:dns", subject("CN=a").dns("*.zoo.example").dns("b.c"))).contains("b.c");
  }

  @Test
  void theCaseOfADnsNameDoesNotMakeAnotherUser() throws Exception {
    assertThat(user("san:dns", subject("CN=a").dns("A.Example"))).contains("a.example");
  }

  @Test
  void anAlternativeNameWithNulOrBeyondAsciiIsNoUser() throws Exception {
    for (int tag :
        new int[] {
          GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier
        }) {
      for (String name : new String[] {"good.example\0.evil", "good\nevil", "b\u00e9"}) {
        String rules = "san:dns,san:email,san:uri,cn";
        assertThat(user(rules, subject("CN=alice").name(tag, name))).as(name).isEmpty();
      }
    }
  }

  @Test
  void anExtensionThatCannotBeReadIsNoUser() throws Exception {
    CertificateRecipe recipe =
        subject("CN=alice")
            .extension(Extension.subjectAlternativeName, false, new DEROctetString(new byte[3]));

    assertThat(user("san:dns,cn", recipe)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "DEFAUL",
        "DEFAULT/L",
        "DEFAULT/U",
        "CN",
        "san",
        "san:ip",
        "san:",
        "cn;san:dns",
        "RULE:CN=(.*?),OU=ServiceUsers.*/$1",
        "rule:^CN=(.*?),OU=ServiceUsers.*$/$1/",
        "RULE:^CN=(.*?),OU=ServiceUsers.*$/$1/L/U",
        "RULE:^CN=(.*?),OU=ServiceUsers.*$/L",
        "RULE:^CN=(.*?),OU=ServiceUsers.*$/U",
        "RULE:^CN=(.*?),OU=ServiceUsers.*$/LU",
        "RULE:a/b/LU",
        "RULE:a/b/l",
        "RULE:",
        "RULE:a/b/ L",
        "cn\ncn",
        ",",
        ""
      })
  void badTextIsAnErrorWhenItIsRead(String rules) {
    assertThatThrownBy(() -> UserRules.parse("agent.properties", "user.rules", rules))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("agent.properties: user.rules: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anErrorShowsTheRuleAndTheMend() {
    assertThatThrownBy(() -> UserRules.parse("a.properties", "user.rules", "cn,defualt"))
        .hasMessage(
            "a.properties: user.rules: 'defualt' is not a rule. Write RULE:pattern/replacement/"
                + " with L or U at its end if need be, DEFAULT, san:uri, san:dns, san:email or cn.");
  }

  @Test
  void attributesOfOneRelativeNameAreAllLookedAt() throws Exception {
    RDN both =
        new RDN(
            new AttributeTypeAndValue[] {
              new AttributeTypeAndValue(BCStyle.OU, new DERUTF8String("x")),
              new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("alice"))
            });
    assertThat(user("cn", subject(both))).contains("alice");
  }
}

package io.mtlsagent.authorization;

import static io.mtlsagent.authorization.Lists.allows;
import static io.mtlsagent.authorization.Lists.denies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by which pattern; FAULTS, section E. */
class AccessRulesTest {

  private static final Pki ZOO = Pki.root("zoo");

  private static CertificateRecipe peer() {
    return ZOO.issue("alice");
  }

  private static CertificateRecipe named(String distinguishedName) {
    return ZOO.issueAs(distinguishedName);
  }

  private static CertificateRecipe commonName(ASN1Encodable value) throws Exception {
    return named(Encoded.name(new RDN(BCStyle.CN, value)));
  }

  @Test
  void withoutListsEverybodyMayConnect() throws Exception {
    Access access = Lists.of(Role.CLIENT, null, null).decide(peer().make().certificate(), null);

    assertThat(access.isAllowed()).isTrue();
    assertThat(access.rule()).isEqualTo("no list of peers is set");
    assertThat(AccessRules.everybody().decide(peer().make().certificate(), null).isAllowed())
        .isTrue();
  }

  @Test
  void whoIsOnNoAllowListIsRefusedWithItsNamesAndTheMend() throws Exception {
    X509Certificate bob = ZOO.issue("bob").dns("bob.example").make().certificate();
    Access access = Lists.of(Role.CLIENT, "CN=alice,DNS:carol.example", null).decide(bob, "bob");

    assertThat(access.isAllowed()).isFalse();
    assertThat(access.rule()).isEqualTo("nothing in peers.allow matches");
    assertThat(access.refusal("the peer's certificate"))
        .isEqualTo(
            "nothing in peers.allow matches the peer's certificate, whose names are CN=bob, O=zoo,"
                + " DNS:bob.example, USER:bob; add one of them to peers.allow if this peer may"
                + " connect.");
  }

  @Test
  void denyWinsOverAllow() throws Exception {
    AccessRules rules = Lists.of(Role.CLIENT, "O=zoo", "CN=mallory");
    Access alice = rules.decide(peer().make().certificate(), null);
    Access mallory = rules.decide(ZOO.issue("mallory").make().certificate(), null);

    assertThat(alice.isAllowed()).isTrue();
    assertThat(alice.rule()).isEqualTo("peers.allow has O=zoo");
    assertThat(mallory.isAllowed()).isFalse();
    assertThat(mallory.refusal("it")).startsWith("peers.deny has CN=mallory, which matches it");
  }

  @Test
  void aDenyListAloneLetsInTheOthers() throws Exception {
    Access access =
        Lists.of(Role.SERVER, null, "DNS:old.example")
            .decide(peer().dns("new.example").make().certificate(), null);

    assertThat(access.isAllowed()).isTrue();
    assertThat(access.rule())
        .isEqualTo("no allow list is set, and nothing in servers.deny matches");
  }

  // E 38: only the leaf counts

  @Test
  void namesOfIssuersDoNotCount() throws Exception {
    Issued bob = ZOO.intermediate("alice").client("bob");

    assertThat(allows("CN=alice", bob, null)).isFalse();
    assertThat(denies("CN=alice", bob, null)).isFalse();
  }

  // E 39: subjects

  @Test
  void attributesAreComparedWhole() throws Exception {
    assertThat(allows("CN=alice", named("CN=alice,OU=keepers,O=zoo"))).isTrue();
    assertThat(allows("OU=keepers", named("CN=alice,OU=keepers,O=zoo"))).isTrue();
    assertThat(allows("O=zoo", named("CN=alice,OU=keepers,O=zoo"))).isTrue();
    assertThat(allows("CN=alic", peer())).isFalse();
    assertThat(allows("CN=alice.", peer())).isFalse();
    assertThat(allows("CN=Alice", peer())).isFalse();
    assertThat(allows("O=alice", peer())).isFalse();
  }

  @Test
  void severalCommonNamesAreLetInByNoneAndKeptOutByEach() throws Exception {
    for (String subject : new String[] {"CN=alice,CN=bob", "CN=alice+CN=bob", "CN=bob,CN=alice"}) {
      assertThat(allows("CN=alice", named(subject))).as(subject).isFalse();
      assertThat(allows("CN=bob", named(subject))).as(subject).isFalse();
      assertThat(denies("CN=alice", named(subject))).as(subject).isTrue();
      assertThat(denies("CN=bob", named(subject))).as(subject).isTrue();
    }
    assertThat(allows("OU=b", named("CN=alice,OU=a,OU=b"))).isTrue();
  }

  @Test
  void aNameWithinTheTextOfAnotherAttributeDoesNotCount() throws Exception {
    assertThat(allows("CN=admin", named("OU=x\\, CN\\=admin"))).isFalse();
    assertThat(allows("CN=admin", named("CN=bob,OU=x\\, CN\\=admin"))).isFalse();
    assertThat(allows("CN=admin", named("CN=bob\\,CN\\=admin"))).isFalse();
    assertThat(denies("CN=admin", named("OU=x\\, CN\\=admin"))).isFalse();
  }

  @Test
  void anAttributeMayStandWithOthersInOneRelativeName() throws Exception {
    assertThat(allows("CN=alice", named("CN=alice+SERIALNUMBER=7,O=zoo"))).isTrue();
    assertThat(allows("OU=x", named("CN=alice+OU=x"))).isTrue();
  }

  @Test
  void aCommaInAValueIsWrittenInQuotesOrAfterABackslash() throws Exception {
    CertificateRecipe smith = named("CN=Smith\\, John,O=zoo");

    assertThat(allows("CN=\"Smith, John\"", smith)).isTrue();
    assertThat(allows("CN=nobody, CN=Smith\\, John", smith)).isTrue();
    assertThat(allows("CN=\"Smith, Jane\",O=other", smith)).isFalse();
    assertThat(allows("CN=\"a\\\"b\\\\c\"", named("CN=a\\\"b\\\\c"))).isTrue();
  }

  @Test
  void everyStringTypeOfANameIsDecoded() throws Exception {
    assertThat(allows("CN=Zoë", commonName(new DERUTF8String("Zoë")))).isTrue();
    assertThat(allows("CN=Zoë", commonName(new DERBMPString("Zoë")))).isTrue();
    assertThat(allows("CN=Zoe", commonName(new DERPrintableString("Zoe")))).isTrue();
  }

  // E 32: NUL and look-alikes

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice\u0000.evil",
        "alice\u0000",
        "alice\n",
        "\u200balice",
        "alice\u202e",
        "\u0430lice", // Cyrillic a
        "\uff41lice", // full width a
        "alice "
      })
  void aCommonNameThatOnlyLooksRightIsNotLetIn(String name) throws Exception {
    assertThat(allows("CN=alice", commonName(new DERUTF8String(name)))).isFalse();
  }

  @Test
  void aNulInAnAlternativeNameMatchesNothing() throws Exception {
    for (String name : new String[] {"good.example\0.evil", "good.example\0", "good.example\n"}) {
      assertThat(allows("DNS:good.example", peer().dns(name))).isFalse();
      assertThat(allows("DNS:*.example", peer().dns(name))).isFalse();
      assertThat(allows("EMAIL:a@good.example", peer().email("a@" + name))).isFalse();
      assertThat(allows("URI:spiffe://good.example", peer().uri("spiffe://" + name))).isFalse();
      assertThat(allows("URI:urn:good.example", peer().uri("urn:" + name))).isFalse();
    }
  }

  @Test
  void aNameThatCannotBeReadCannotSlipPastADenyList() throws Exception {
    assertThat(denies("DNS:evil.example", peer().dns("evil.example\0"))).isTrue();
    assertThat(denies("DNS:evil.example", peer().dns("evil..example"))).isTrue();
    assertThat(denies("DNS:evil.example", peer().dns("evil.example."))).isTrue();
    assertThat(denies("URI:spiffe://evil/a", peer().uri("spiffe://evil/b/../a"))).isTrue();
    assertThat(denies("URI:spiffe://evil/a", peer().uri("SPIFFE://EVIL/a"))).isTrue();
    assertThat(denies("CN=evil", commonName(new DERUTF8String("evil\0")))).isTrue();
    assertThat(denies("CN=evil", commonName(new DEROctetString(new byte[] {1})))).isTrue();
    assertThat(denies("IP:10.0.0.1", withNames(new byte[] {(byte) 0x87, 2, 10, 0}))).isTrue();
    assertThat(denies("EMAIL:a@b.example", withNames(new byte[] {(byte) 0x81, 9, 'a'}))).isTrue();
    // of another kind than the list speaks of
    assertThat(denies("CN=evil", peer().dns("other.example\0"))).isFalse();
  }

  @Test
  void aNameInAnotherFormThanItsTypeHasSpoilsTheOthers() throws Exception {
    DERTaggedObject good = new DERTaggedObject(false, 2, new DERIA5String("good.example"));
    assertThat(allows("DNS:good.example", withNames(good))).isTrue();
    for (ASN1Encodable odd :
        List.of(
            new DERTaggedObject(true, 2, new DERIA5String("other.example")),
            new DERTaggedObject(false, 9, new DERIA5String("other.example")),
            new DERIA5String("other.example"))) {
      assertThat(allows("DNS:good.example", withNames(odd, good))).isFalse();
      assertThat(denies("DNS:evil.example", withNames(odd, good))).isTrue();
    }
  }

  private static CertificateRecipe withNames(ASN1Encodable... names) {
    return peer().extension(Extension.subjectAlternativeName, false, new DERSequence(names));
  }

  private static CertificateRecipe withNames(byte[] content) {
    byte[] sequence = new byte[content.length + 2];
    sequence[0] = 0x30;
    sequence[1] = (byte) content.length;
    System.arraycopy(content, 0, sequence, 2, content.length);
    return peer().extension(Extension.subjectAlternativeName, false, sequence);
  }

  @Test
  void aRefusalForANameThatCannotBeReadSaysSo() throws Exception {
    Access access =
        Lists.of(Role.CLIENT, null, "DNS:evil.example")
            .decide(peer().dns("evil.example\0").make().certificate(), null);

    assertThat(access.refusal("the peer's certificate"))
        .contains("peers.deny has DNS:evil.example", "cannot be read", "issue it anew");
  }

  // E 33: types

  @Test
  void aNameOfOneTypeDoesNotMatchAPatternOfAnother() throws Exception {
    assertThat(allows("DNS:good.example", peer().email("good.example"))).isFalse();
    assertThat(allows("DNS:good.example", peer().uri("good.example"))).isFalse();
    assertThat(allows("DNS:good.example", named("CN=good.example"))).isFalse();
    assertThat(allows("EMAIL:a@good.example", peer().dns("a@good.example"))).isFalse();
    assertThat(allows("URI:spiffe://good/a", peer().dns("spiffe://good/a"))).isFalse();
    assertThat(allows("IP:10.0.0.1", peer().dns("10.0.0.1"))).isFalse();
    assertThat(allows("CN=good.example", peer().dns("good.example"))).isFalse();
    assertThat(allows("DNS:good.example", otherName("good.example"))).isFalse();
    assertThat(denies("DNS:good.example", peer().email("good.example"))).isFalse();
  }

  private static CertificateRecipe otherName(String text) {
    GeneralName name =
        new GeneralName(
            GeneralName.otherName,
            new DERSequence(
                new ASN1Encodable[] {
                  BCStyle.UID, new DERTaggedObject(true, 0, new DERUTF8String(text))
                }));
    return peer().extension(Extension.subjectAlternativeName, false, new DERSequence(name));
  }

  // E 35: levels

  @ParameterizedTest
  @CsvSource({
    "*.a.b, x.a.b, true",
    "*.a.b, X.A.B, true",
    "*.a.b, x.y.a.b, false",
    "*.a.b, a.b, false",
    "*.a.b, .a.b, false",
    "*.a.b, xa.b, false",
    "*.a.b, *.a.b, true",
    "*.a.b, *.x.a.b, false",
    "x.a.b, x.a.b, true",
    "X.a.b., x.a.b, true",
    "x.a.b, *.a.b, false",
    "a.b, x.a.b, false",
    "x.a.b, x.a.b.evil, false",
    "x.a.b, x.a.b., false"
  })
  void aWildcardStandsForExactlyOneLabel(String pattern, String name, boolean matches)
      throws Exception {
    assertThat(allows("DNS:" + pattern, peer().dns(name))).isEqualTo(matches);
  }

  @Test
  void aCertificateWithAWildcardIsKeptOutByANameBelowIt() throws Exception {
    assertThat(denies("DNS:x.a.b", peer().dns("*.a.b"))).isTrue();
    assertThat(denies("DNS:x.y.a.b", peer().dns("*.a.b"))).isFalse();
    assertThat(denies("DNS:*.a.b", peer().dns("X.a.b"))).isTrue();
  }

  // E 41: SPIFFE

  @ParameterizedTest
  @CsvSource({
    "spiffe://prod/ns/a, spiffe://prod/ns/a, true",
    "spiffe://prod, spiffe://prod, true",
    "spiffe://prod, spiffe://prod.evil, false",
    "spiffe://prod, spiffe://prod/ns, false",
    "spiffe://prod/**, spiffe://prod.evil/ns, false",
    "spiffe://prod/**, spiffe://evil.prod/ns, false",
    "spiffe://prod/**, spiffe://prod/ns, true",
    "spiffe://prod/**, spiffe://prod/ns/a/b, true",
    "spiffe://prod/**, spiffe://prod, false",
    "spiffe://prod/*, spiffe://prod/ns, true",
    "spiffe://prod/*, spiffe://prod/ns/a, false",
    "spiffe://prod/*, spiffe://prod, false",
    "spiffe://prod/ns/*/sa/web, spiffe://prod/ns/a/sa/web, true",
    "spiffe://prod/ns/*/sa/web, spiffe://prod/ns/a/b/sa/web, false",
    "spiffe://prod/ns/**/web, spiffe://prod/ns/a/b/web, true",
    "spiffe://prod/ns/**/web, spiffe://prod/ns/web, false",
    "spiffe://prod/ns/**/web, spiffe://prod/ns/a/web/b, false",
    "spiffe://prod/ns/**/web/*, spiffe://prod/ns/web/web/web/x, true",
    "spiffe://prod/ns/a/b, spiffe://prod/ns/a/../b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/a/../b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/./b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns//b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/b/, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/%61, false",
    "spiffe://prod/ns/a, spiffe://prod/ns/%61, false",
    "spiffe://prod/ns/a, spiffe://PROD/ns/a, false",
    "spiffe://prod/ns/a, SPIFFE://prod/ns/a, false",
    "spiffe://prod/ns/a, spiffe://prod/ns/A, false",
    "spiffe://prod/ns/a, spiffe://prod:443/ns/a, false",
    "spiffe://prod/ns/a, spiffe://x@prod/ns/a, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/a?b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/a#b, false",
    "spiffe://prod/ns/**, spiffe://prod/ns/*, false",
    "spiffe://prod/**, spiffe:///ns, false",
    "spiffe://prod/**, https://prod/ns, false"
  })
  void aSpiffeIdIsReadAsTheStandardSaysAndItsTrustDomainComparedWhole(
      String pattern, String id, boolean matches) throws Exception {
    assertThat(allows("URI:" + pattern, peer().uri(id))).isEqualTo(matches);
  }

  @Test
  void aSpiffeIdIsTheOnlyUriOfItsCertificate() throws Exception {
    CertificateRecipe two = peer().uri("spiffe://prod/a").uri("https://x.example");

    assertThat(allows("URI:spiffe://prod/a", two)).isFalse();
    assertThat(denies("URI:spiffe://prod/a", two)).isTrue();
  }

  @Test
  void manySegmentsAreDeniedWithTheirParentToo() throws Exception {
    assertThat(denies("URI:spiffe://prod/**", peer().uri("spiffe://prod"))).isTrue();
    assertThat(denies("URI:spiffe://prod/a/**", peer().uri("spiffe://prod/a"))).isTrue();
    assertThat(denies("URI:spiffe://prod/a/**", peer().uri("spiffe://prod/b"))).isFalse();
  }

  @Test
  void otherUrisAreComparedWhole() throws Exception {
    assertThat(allows("URI:urn:zoo:alice", peer().uri("urn:zoo:alice"))).isTrue();
    assertThat(allows("URI:urn:zoo:alice", peer().uri("urn:zoo:alice2"))).isFalse();
    assertThat(allows("URI:urn:zoo:alice", peer().uri("URN:zoo:alice"))).isFalse();
    assertThat(denies("URI:urn:zoo:alice", peer().uri("URN:zoo:alice"))).isTrue();
    assertThat(allows("URI:\"urn:a,b*\"", peer().uri("urn:a,b*"))).isTrue();
  }

  // addresses, mailboxes, hashes, users

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true"
  })
  void addressesMatchByValueAndBlock(String pattern, String address, boolean matches)
      throws Exception {
    assertThat(allows("IP:" + pattern, peer().ip(address))).isEqualTo(matches);
    assertThat(denies("IP:" + pattern, peer().ip(address))).isEqualTo(matches);
  }

  @Test
  void aMappedAddressCannotSlipPastADenyList() throws Exception {
    byte[] mapped = {(byte) 0x87, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};

    assertThat(denies("IP:10.0.0.0/8", withNames(mapped))).isTrue();
    assertThat(allows("IP:10.0.0.0/8", withNames(mapped))).isFalse();
  }

  @Test
  void theCaseOfAMailboxCountsBeforeTheAtSignOnly() throws Exception {
    assertThat(allows("EMAIL:ops@Zoo.example", peer().email("ops@zoo.EXAMPLE"))).isTrue();
    assertThat(allows("EMAIL:ops@zoo.example", peer().email("Ops@zoo.example"))).isFalse();
    assertThat(allows("EMAIL:ops@zoo.example", peer().email("ops@zoo.example.evil"))).isFalse();
    assertThat(denies("EMAIL:ops@zoo.example", peer().email("Ops@zoo.example"))).isTrue();
  }

  @Test
  void hashesMatchWithAndWithoutColonsInEitherCase() throws Exception {
    Issued alice = peer().make();
    Issued other = peer().key(alice.key()).make();
    String certificate = sha256(alice.certificate().getEncoded());
    String key = sha256(alice.certificate().getPublicKey().getEncoded());

    for (String hash : new String[] {certificate, certificate.toUpperCase(), colons(certificate)}) {
      assertThat(allows("SHA256:" + hash, alice, null)).isTrue();
      assertThat(allows("SHA256:" + hash, other, null)).isFalse();
      assertThat(denies("SHA256:" + hash, alice, null)).isTrue();
    }
    assertThat(allows("SPKI:" + colons(key), alice, null)).isTrue();
    assertThat(allows("SPKI:" + key, other, null)).isTrue();
    assertThat(allows("SPKI:" + certificate, alice, null)).isFalse();
    assertThat(allows("SPKI:" + key, peer().make(), null)).isFalse();
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static String colons(String hexadecimal) {
    return hexadecimal.replaceAll("(..)(?!$)", "$1:");
  }

  @Test
  void usersMatchByTheirWholeName() throws Exception {
    Issued alice = peer().make();

    assertThat(allows("USER:alice", alice, "alice")).isTrue();
    assertThat(allows("USER:alice", alice, "Alice")).isFalse();
    assertThat(allows("USER:alice", alice, null)).isFalse();
    assertThat(denies("USER:alice", alice, "Alice")).isTrue();
    assertThat(denies("USER:alice", alice, null)).isFalse();
  }

  @Test
  void theReasonShowsNoControlCharacters() throws Exception {
    X509Certificate evil = commonName(new DERUTF8String("a\u001b[2J\nb")).make().certificate();
    String reason = Lists.of(Role.CLIENT, "CN=alice", null).decide(evil, null).refusal("it");

    assertThat(reason.chars()).noneMatch(Character::isISOControl);
  }

  // D 23, C 15: what cannot be read is an error and never passed over

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice | is not a pattern",
        "CN | is not a pattern",
        "L=Berlin | is not a pattern",
        "CN=Smith, John | 'John' is not a pattern",
        "CN= | has no value",
        "DNS: | has no value",
        "CN=svc-* | only DNS: and URI: have wildcards",
        "USER:* | only DNS: and URI: have wildcards",
        "CN=\"open | is never closed",
        "CN=a\\x | escapes nothing",
        "CN=a\\ | escapes nothing",
        "DNS:a..b | is not a DNS name",
        "DNS:*.*.b | is not a DNS name",
        "DNS:a.*.b | is not a DNS name",
        "DNS:x*.a.b | is not a DNS name",
        "DNS:* | is not a DNS name",
        "DNS:zoë.example | is not in ASCII",
        "DNS:10.0.0.1 | Write IP:10.0.0.1",
        "DNS:a.example:8443 | is not a DNS name",
        "URI:spiffe://PROD/a | is not a SPIFFE ID",
        "URI:SPIFFE://prod/a | is not a SPIFFE ID",
        "URI:spiffe://*/a | is not a SPIFFE ID",
        "URI:spiffe://prod/web-* | is not a SPIFFE ID",
        "URI:spiffe://prod/a/ | is not a SPIFFE ID",
        "URI:spiffe://prod/a/../b | is not a SPIFFE ID",
        "URI:spiffe:prod | is not a SPIFFE ID",
        "URI:https://a.example/* | only those of SPIFFE have wildcards",
        "URI:a b | is not a URI",
        "URI:/path | is not a URI",
        "IP:10.0.0 | is not an IP address",
        "IP:010.0.0.1 | is not an IP address",
        "IP:10.0.0.1/8 | beyond its prefix length",
        "IP:10.0.0.0/33 | is not an IP address",
        "IP:host.example | is not an IP address",
        "EMAIL:ops | is not an e-mail address",
        "EMAIL:*@zoo.example | is not an e-mail address",
        "SHA256:abcd | openssl x509",
        "SPKI:zz | openssl dgst"
      })
  void aPatternThatMeansNothingIsAnErrorThatNamesTheMend(String pattern, String problem) {
    assertThatThrownBy(() -> Lists.of(Role.CLIENT, "CN=good," + pattern, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("agent.properties: peers.allow: ")
        .hasMessageContaining(problem);
    assertThatThrownBy(() -> Lists.of(Role.CLIENT, null, pattern))
        .hasMessageStartingWith("agent.properties: peers.deny: ");
  }

  @Test
  void aListOfServersKnowsNoUsers() {
    assertThatThrownBy(() -> Lists.of(Role.SERVER, "USER:alice", null))
        .hasMessageContaining("servers.allow: 'USER:alice' means nothing here")
        .hasMessageContaining("DNS:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ,"})
  void anAllowListOfNothingIsAnError(String text) throws Exception {
    assertThatThrownBy(() -> Lists.of(Role.CLIENT, text, null))
        .hasMessageContaining("peers.allow: the list is empty");
    assertThat(denies(text, peer())).isFalse();
  }

  @Test
  void kindsMayBeWrittenInEitherCaseWithBlanksAround() throws Exception {
    assertThat(allows(" cn= alice , dns: x.example ", peer())).isTrue();
  }

  @Test
  void attributesOfOtherTypesDoNotCount() throws Exception {
    RDN surname = new RDN(new AttributeTypeAndValue(BCStyle.SURNAME, new DERUTF8String("alice")));
    assertThat(allows("CN=alice", named(Encoded.name(surname)))).isFalse();
  }
}

package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.MinimumStrength;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** The rules about the form of certificates, one test for each demand. */
class PathRulesTest {

  private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.5");

  private final Pki zoo = Pki.root("zoo");

  private Rejection check(PathRule rule, Role peer, Issued leaf) {
    List<X509Certificate> path = new ArrayList<>(Arrays.asList(leaf.chain()));
    path.add(zoo.certificate());
    return rule.check(new CertificatePath(path), peer);
  }

  private void assertAllows(PathRule rule, CertificateRecipe recipe) {
    assertThat(check(rule, Role.SERVER, recipe.make())).isNull();
  }

  private void assertRefuses(
      PathRule rule, CertificateRecipe recipe, RejectionCode code, String part) {
    Rejection rejection = check(rule, Role.SERVER, recipe.make());
    assertThat(rejection).isNotNull();
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.reason()).contains(part);
  }

  private Issued anchorWith(ASN1ObjectIdentifier oid, boolean critical) {
    return zoo.issueAs("CN=zoo")
        .key(zoo.authority().key())
        .ca()
        .extension(oid, critical, DERNull.INSTANCE)
        .make();
  }

  @Test
  void unknownCriticalExtensionsRefuseTheWholePath() {
    PathRule rule = new CriticalExtensionsRule();
    assertAllows(rule, zoo.issue("a").extension(STRANGE, false, DERNull.INSTANCE));
    assertRefuses(
        rule,
        zoo.issue("a").extension(STRANGE, true, DERNull.INSTANCE),
        RejectionCode.PATH_INVALID,
        "1.2.3.4.5");
    Issued leaf = zoo.client("a");
    Rejection rejection =
        rule.check(
            new CertificatePath(
                List.of(leaf.certificate(), anchorWith(STRANGE, true).certificate())),
            Role.CLIENT);
    assertThat(rejection.reason()).contains("the anchor (CN=zoo)");
  }

  @Test
  void criticalityFollowsTheStandard() {
    PathRule rule = new CriticalExtensionsRule();
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.authorityInfoAccess, true, new DERSequence()),
        RejectionCode.PATH_INVALID,
        "authority information access");
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.policyConstraints, false, new DERSequence()),
        RejectionCode.PATH_INVALID,
        "policy constraints");
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.inhibitAnyPolicy, false, new DERSequence()),
        RejectionCode.PATH_INVALID,
        "anyPolicy");
  }

  @Test
  void extensionsThatCannotBeReadRefuse() {
    PathRule rule = new WellFormedRule();
    assertAllows(rule, zoo.issue("a").dns("a.example"));
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.authorityInfoAccess, false, new DERSequence()),
        RejectionCode.PATH_INVALID,
        "1.3.6.1.5.5.7.1.1");
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.subjectAlternativeName, false, DERNull.INSTANCE),
        RejectionCode.PATH_INVALID,
        "RFC 5280");
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.subjectAlternativeName, false, new DERSequence()),
        RejectionCode.PATH_INVALID,
        "empty");
  }

  @Test
  void subjectAlternativeNameIsCriticalWhereItIsTheOnlyName() {
    PathRule rule = new SubjectNamesRule();
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "a.example"));
    assertAllows(rule, zoo.issue("a").dns("a.example"));
    assertAllows(rule, zoo.issueAs("").extension(Extension.subjectAlternativeName, true, names));
    // The JDK itself does not parse an empty subject without a critical alternative name.
    assertRefuses(
        rule,
        zoo.issue("a").extension(Extension.subjectAlternativeName, true, names),
        RejectionCode.PATH_INVALID,
        "marked critical");
  }

  @Test
  void onlyCasHaveNameConstraints() {
    NameConstraints constraints =
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(GeneralName.dNSName, "a.example"))
            },
            null);
    assertRefuses(
        new SubjectNamesRule(),
        zoo.issue("a").dns("a.example").extension(Extension.nameConstraints, true, constraints),
        RejectionCode.PATH_INVALID,
        "name constraints");
  }

  @Test
  void serversCommonNameDoesNotSpellItsHostOtherwise() {
    PathRule rule = new CommonNameRule();
    for (String free : List.of("web", "orders 7", "a.example", "other.example", "12345", "cafe")) {
      assertAllows(rule, zoo.issueAs("CN=" + free).dns("a.example"));
    }
    assertAllows(rule, zoo.issueAs("CN=10.0.0.1").ip("10.0.0.1"));
    assertAllows(rule, zoo.issueAs("CN=10.0.0.1"));
    for (String other :
        List.of(
            "A.example",
            "10.0.0.01",
            "0x0A000001",
            "0:0:0:0:0:0:0:1",
            "xn--n3h.com",
            "bücher.de")) {
      assertRefuses(
          rule,
          zoo.issueAs("CN=" + other).dns("a.example").ip("10.0.0.1").ip("::1"),
          RejectionCode.PATH_INVALID,
          "common name");
    }
    assertThat(check(rule, Role.CLIENT, zoo.issueAs("CN=A.example").dns("a.example").make()))
        .isNull();
  }

  @Test
  void issuersAreCas() {
    PathRule rule = new CertificationAuthorityRule();
    Pki leaf = zoo.intermediate(zoo.issue("leaf").keyUsage(0));
    assertRefuses(rule, leaf.issue("a"), RejectionCode.PATH_INVALID, "without being a CA");
    Pki noSign = zoo.intermediate(zoo.issueAs("CN=ca").ca().keyUsage(KeyUsage.cRLSign));
    assertRefuses(rule, noSign.issue("a"), RejectionCode.PATH_INVALID, "keyCertSign");
    Pki shallow =
        zoo.intermediate(
            zoo.issueAs("CN=shallow")
                .keyUsage(KeyUsage.keyCertSign)
                .extension(Extension.basicConstraints, true, new BasicConstraints(0)));
    assertAllows(rule, shallow.issue("a"));
    assertAllows(rule, shallow.intermediate(shallow.issueAs("CN=shallow").ca()).issue("a"));
    assertRefuses(
        rule, shallow.intermediate("deep").issue("a"), RejectionCode.PATH_INVALID, "allows 0 CAs");
  }

  @Test
  void weakKeysRefuse() throws Exception {
    PathRule rule = new StrengthRule(MinimumStrength.MODERN);
    assertAllows(rule, zoo.issue("a"));
    assertAllows(rule, zoo.issue("a").key(Keys.rsa(2048)));
    assertAllows(rule, zoo.issue("a").key(Keys.ed25519()));
    assertRefuses(rule, zoo.issue("a").key(Keys.rsa(1024)), RejectionCode.WEAK_ALGORITHM, "1024");
    assertRefuses(rule, zoo.issue("a").key(Keys.rsa(2052)), RejectionCode.WEAK_ALGORITHM, "2052");
    KeyPairGenerator dsa = KeyPairGenerator.getInstance("DSA");
    dsa.initialize(2048);
    assertRefuses(
        rule, zoo.issue("a").key(dsa.generateKeyPair()), RejectionCode.WEAK_ALGORITHM, "DSA");
  }

  @Test
  void rsaKeysWithNumbersThatNoHonestOneHasRefuse() throws Exception {
    BigInteger odd = BigInteger.ONE.shiftLeft(2047).setBit(0);
    BigInteger usual = BigInteger.valueOf(65_537);
    assertAllows(strength(), zoo.issue("a").key(rsa(odd, usual)));
    assertAllows(strength(), zoo.issue("a").key(rsa(odd, BigInteger.valueOf(3))));
    assertRefuses(
        strength(),
        zoo.issue("a").key(rsa(odd.clearBit(0), usual)),
        RejectionCode.WEAK_ALGORITHM,
        "even");
    assertRefuses(
        strength(),
        zoo.issue("a").key(rsa(odd, BigInteger.valueOf(65_536))),
        RejectionCode.WEAK_ALGORITHM,
        "exponent 65536");
  }

  private static PathRule strength() {
    return new StrengthRule(MinimumStrength.MODERN);
  }

  private static KeyPair rsa(BigInteger modulus, BigInteger exponent) throws Exception {
    return new KeyPair(
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)),
        null);
  }

  @Test
  void signatureOfTheAnchorDoesNotCount() {
    Pki rsa = Pki.root("rsa", Keys.rsa(2048));
    X509Certificate sha1 =
        rsa.issueAs("CN=rsa")
            .key(rsa.authority().key())
            .ca()
            .signedWith("SHA1withRSA")
            .make()
            .certificate();
    Issued leaf = rsa.client("a");
    StrengthRule rule = new StrengthRule(MinimumStrength.MODERN);
    assertThat(rule.check(new CertificatePath(List.of(leaf.certificate(), sha1)), Role.CLIENT))
        .isNull();
    assertThat(
            rule.check(
                    new CertificatePath(List.of(leaf.certificate(), sha1, rsa.certificate())),
                    Role.CLIENT)
                .code())
        .isEqualTo(RejectionCode.WEAK_ALGORITHM);
  }

  @Test
  void selfIssuedAnchorNamesItsOwnKey() {
    Issued leaf = zoo.client("a");
    assertThat(check(new KeyIdentifierRule(), Role.CLIENT, leaf)).isNull();
    Issued other = Pki.root("zoo").issueAs("CN=zoo").key(zoo.authority().key()).ca().make();
    Rejection rejection =
        new KeyIdentifierRule()
            .check(
                new CertificatePath(List.of(leaf.certificate(), other.certificate())), Role.CLIENT);
    assertThat(rejection.reason()).contains("another key");
  }

  @Test
  void everyRuleIsInForce() {
    assertThat(TrustRequirements.defaults().rules())
        .extracting(rule -> rule.getClass().getSimpleName())
        .containsExactlyInAnyOrder(
            "EndEntityRule",
            "ExtendedKeyUsageRule",
            "StrengthRule",
            "NameConstraintsRule",
            "WellFormedRule",
            "CertificationAuthorityRule",
            "CriticalExtensionsRule",
            "SubjectNamesRule",
            "CommonNameRule",
            "KeyIdentifierRule");
  }
}

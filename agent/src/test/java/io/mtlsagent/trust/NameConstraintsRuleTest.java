package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

class NameConstraintsRuleTest {

  private final Pki zoo = Pki.root("zoo");

  private Pki bound(ASN1Encodable constraints) {
    return zoo.intermediate(
        zoo.issueAs("CN=bound").ca().extension(Extension.nameConstraints, true, constraints));
  }

  private Pki permitting(int type, String... bases) {
    return bound(new NameConstraints(subtrees(type, bases), null));
  }

  private Pki excluding(int type, String... bases) {
    return bound(new NameConstraints(null, subtrees(type, bases)));
  }

  private static GeneralSubtree[] subtrees(int type, String... bases) {
    return Arrays.stream(bases)
        .map(base -> new GeneralSubtree(new GeneralName(type, base)))
        .toArray(GeneralSubtree[]::new);
  }

  private static GeneralSubtree[] addresses(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return new GeneralSubtree[] {
      new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(value)))
    };
  }

  private Rejection check(Issued leaf, X509Certificate... above) {
    List<X509Certificate> path = new ArrayList<>(Arrays.asList(leaf.chain()));
    path.addAll(Arrays.asList(above));
    return new NameConstraintsRule(1000).check(new CertificatePath(path), Role.CLIENT);
  }

  private void assertPermitted(CertificateRecipe recipe) {
    assertThat(check(recipe.make(), zoo.certificate())).isNull();
  }

  private void assertRefused(CertificateRecipe recipe) {
    Rejection rejection = check(recipe.make(), zoo.certificate());
    assertThat(rejection).isNotNull();
    assertThat(rejection.code()).isEqualTo(RejectionCode.NAME_CONSTRAINTS);
  }

  @Test
  void dnsNamesStayBelowThePermittedOnes() {
    Pki bound = permitting(GeneralName.dNSName, "example.com", "other");
    assertPermitted(bound.issue("a").dns("example.com"));
    assertPermitted(bound.issue("a").dns("a.b.EXAMPLE.com").dns("x.other"));
    assertPermitted(bound.issue("a").dns("*.example.com"));
    assertPermitted(bound.issue("no name"));
    assertRefused(bound.issue("a").dns("badexample.com"));
    assertRefused(bound.issue("a").dns("com"));
    assertRefused(bound.issue("a").dns("a.example.com").dns("evil"));
    assertRefused(permitting(GeneralName.dNSName, "a.example.com").issue("a").dns("*.example.com"));
  }

  @Test
  void wildcardsDoNotReachIntoExcludedNames() {
    Pki bound = excluding(GeneralName.dNSName, "secret.example.com");
    assertRefused(bound.issue("a").dns("secret.example.com"));
    assertRefused(bound.issue("a").dns("x.secret.example.com"));
    assertRefused(bound.issue("a").dns("*.example.com"));
    assertRefused(bound.issue("a").dns("*.secret.example.com"));
    assertPermitted(bound.issue("a").dns("*.other.com"));
    assertPermitted(bound.issue("a").dns("open.example.com"));
  }

  @Test
  void addressesStayWithinTheirRanges() {
    Pki bound = bound(new NameConstraints(addresses(10, 1, 0, 0, 255, 255, 0, 0), null));
    assertPermitted(bound.issue("a").ip("10.1.2.3"));
    assertRefused(bound.issue("a").ip("10.2.0.1"));
    assertRefused(bound.issue("a").ip("::1"));
    Pki holes = bound(new NameConstraints(addresses(10, 1, 0, 0, 255, 0, 255, 0), null));
    assertRefused(holes.issue("a").ip("10.1.0.1"));
    assertRefused(
        bound(new NameConstraints(addresses(10, 1, 0, 0), null)).issue("a").ip("10.1.0.0"));
  }

  @Test
  void mailboxesHostsAndDomainsAreTold() {
    Pki box = permitting(GeneralName.rfc822Name, "me@example.com");
    assertPermitted(box.issue("a").email("me@EXAMPLE.com"));
    assertRefused(box.issue("a").email("Me@example.com"));
    Pki host = permitting(GeneralName.rfc822Name, "example.com");
    assertPermitted(host.issue("a").email("any@example.com"));
    assertRefused(host.issue("a").email("any@sub.example.com"));
    Pki domain = permitting(GeneralName.rfc822Name, ".example.com");
    assertPermitted(domain.issue("a").email("any@sub.example.com"));
    assertRefused(domain.issue("a").email("any@example.com"));
    assertRefused(domain.issue("a").email("a@b@sub.example.com"));
    assertPermitted(domain.issue("a").dns("elsewhere"));
  }

  @Test
  void mailboxInTheSubjectCountsWhereNoOtherIsGiven() {
    Pki host = permitting(GeneralName.rfc822Name, "example.com");
    assertRefused(host.issueAs("CN=a,E=me@evil.com"));
    assertPermitted(host.issueAs("CN=a,E=me@example.com"));
  }

  @Test
  void uriHostsAreCompared() {
    Pki bound = permitting(GeneralName.uniformResourceIdentifier, "prod");
    assertPermitted(bound.issue("a").uri("spiffe://prod/ns/a"));
    assertPermitted(bound.issue("a").uri("https://user@prod:8443?x"));
    assertRefused(bound.issue("a").uri("spiffe://prod.evil/ns/a"));
    assertRefused(bound.issue("a").uri("urn:prod"));
    assertRefused(bound.issue("a").uri("spiffe://evil/@prod/"));
  }

  @Test
  void uriWithoutAHostNameRefusesWhereUrisAreConstrained() {
    Pki bound = excluding(GeneralName.uniformResourceIdentifier, "evil.example");
    assertPermitted(bound.issue("a").uri("https://good.example:8443/x"));
    assertPermitted(bound.issue("a").uri("https://evil.example.good/x"));
    assertRefused(bound.issue("a").uri("https://EVIL.example/x"));
    assertRefused(bound.issue("a").uri("https://good.example@evil.example/"));
    for (String other :
        List.of(
            "https://10.0.0.1/",
            "https://[2001:db8::1]/",
            "https://0x0a000001.0/",
            "https://good.example\\@evil.example/",
            "https://good.example:80:90/",
            "https://good.ex%61mple/",
            "https://good.example./",
            "https:///path",
            "mailto:a@good.example",
            "data:,http://good.example/",
            "://good.example/",
            "1a://good.example/",
            "//good.example/")) {
      assertRefused(bound.issue("a").uri(other));
    }
    assertRefused(
        permitting(GeneralName.uniformResourceIdentifier, "10.0.0.1").issue("a").uri("a://b.c"));
  }

  @Test
  void uriHostsBelowADomainAreToldFromTheDomain() {
    Pki bound = permitting(GeneralName.uniformResourceIdentifier, ".example.com");
    assertPermitted(bound.issue("a").uri("https://a.example.com/"));
    assertRefused(bound.issue("a").uri("https://example.com/"));
    assertRefused(bound.issue("a").uri("https://badexample.com/"));
  }

  @Test
  void addressesOfTheSixthVersionStayWithinTheirRanges() {
    Pki bound = bound(new NameConstraints(sixth(0xfd, 48), null));
    assertPermitted(bound.issue("a").ip("fd00::1"));
    assertRefused(bound.issue("a").ip("fe80::1"));
    assertRefused(bound.issue("a").ip("10.0.0.1"));
    Pki excluded = bound(new NameConstraints(null, sixth(0xfd, 48)));
    assertRefused(excluded.issue("a").ip("fd00::1"));
    assertPermitted(excluded.issue("a").ip("fe80::1"));
    Pki all = bound(new NameConstraints(null, addresses(0, 0, 0, 0, 0, 0, 0, 0)));
    assertRefused(all.issue("a").ip("10.0.0.1"));
    int[] holes = new int[32];
    holes[16] = 0xFF;
    holes[18] = 0xFF;
    assertRefused(bound(new NameConstraints(addresses(holes), null)).issue("a").ip("fd00::1"));
  }

  private static GeneralSubtree[] sixth(int first, int maskBits) {
    int[] range = new int[32];
    range[0] = first;
    Arrays.fill(range, 16, 16 + maskBits / 8, 0xFF);
    return addresses(range);
  }

  @Test
  void anEmptyDnsConstraintHoldsAllNames() {
    assertRefused(excluding(GeneralName.dNSName, "").issue("a").dns("a.example"));
    assertPermitted(excluding(GeneralName.dNSName, "").issue("a").ip("10.0.0.1"));
    assertPermitted(permitting(GeneralName.dNSName, "").issue("a").dns("a.example"));
  }

  @Test
  void namesThatAreNoHostNamesRefuseWhereDnsNamesAreConstrained() {
    Pki bound = excluding(GeneralName.dNSName, "evil.example");
    for (String odd :
        List.of("a_b.example", "evil.example.", "a..example", "-a.example", "*", "a*.example")) {
      assertRefused(bound.issue("a").dns(odd));
    }
    assertPermitted(bound.issue("a").dns("xn--bcher-kva.example"));
  }

  @Test
  void directoryNamesAreComparedWithoutRegardToStringTypeCaseAndSpace() {
    for (ASN1Encodable same :
        List.of(
            new DERPrintableString("My  Zoo"),
            new DERUTF8String(" MY ZOO "),
            new DERBMPString("my zoo"))) {
      Pki bound = bound(new NameConstraints(organisation(same), null));
      assertPermitted(bound.issueAs("O=my zoo,CN=x"));
      assertRefused(bound.issueAs("O=my zoos,CN=x"));
      assertRefused(bound(new NameConstraints(null, organisation(same))).issueAs("O=MY zoo"));
    }
  }

  @Test
  void directoryNamesThatCannotBeReadRefuse() {
    ASN1Encodable noName = new DERSet(new DERSequence(new DERNull[] {DERNull.INSTANCE}));
    GeneralSubtree broken =
        new GeneralSubtree(new GeneralName(GeneralName.directoryName, new DERSequence(noName)));
    NameConstraints constraints = new NameConstraints(null, new GeneralSubtree[] {broken});
    Pki bound =
        zoo.intermediate(
            zoo.issueAs("CN=bound").ca().extension(Extension.nameConstraints, false, constraints));
    assertRefused(bound.issueAs("O=zoo"));
  }

  private static GeneralSubtree[] organisation(ASN1Encodable value) {
    X500Name name = new X500Name(new RDN[] {new RDN(BCStyle.O, value)});
    return new GeneralSubtree[] {new GeneralSubtree(new GeneralName(name))};
  }

  @Test
  void directoryNamesStayBelowTheirPrefix() {
    Pki bound =
        bound(
            new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("O=Zoo")))},
                null));
    assertPermitted(bound.issueAs("O=zoo,CN=a"));
    assertRefused(bound.issueAs("CN=a,O=zoo"));
    assertRefused(bound.issueAs("O=other,CN=a"));
  }

  @Test
  void constraintsOfTheAnchorCount() {
    Issued root =
        zoo.issueAs("CN=zoo")
            .key(zoo.authority().key())
            .ca()
            .extension(
                Extension.nameConstraints,
                true,
                new NameConstraints(subtrees(GeneralName.dNSName, "example.com"), null))
            .make();
    assertThat(check(zoo.issue("a").dns("a.example.com").make(), root.certificate())).isNull();
    Rejection rejection = check(zoo.issue("a").dns("evil").make(), root.certificate());
    assertThat(rejection.code()).isEqualTo(RejectionCode.NAME_CONSTRAINTS);
    assertThat(rejection.reason()).contains("the anchor (CN=zoo)", "evil");
  }

  @Test
  void everyCaNarrowsAndNoneWidens() {
    Pki outer = permitting(GeneralName.dNSName, "example.com");
    Pki inner =
        outer.intermediate(
            outer
                .issueAs("CN=inner")
                .ca()
                .extension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(subtrees(GeneralName.dNSName, "com"), null)));
    assertPermitted(inner.issue("a").dns("a.example.com"));
    assertRefused(inner.issue("a").dns("other.com"));
  }

  @Test
  void selfIssuedLeafIsNotExemptButSelfIssuedIntermediateIs() {
    Pki bound = permitting(GeneralName.dNSName, "example.com");
    assertRefused(bound.issueAs("CN=bound").dns("evil"));
    Pki renewed =
        bound.intermediate(bound.issueAs("CN=bound").key(Keys.ec()).ca().dns("ca.elsewhere"));
    assertPermitted(renewed.issue("a").dns("a.example.com"));
  }

  @Test
  void malformedConstraintsRefuse() {
    assertRefused(permitting(GeneralName.dNSName, "*.example.com").issue("a").dns("a.example.com"));
    assertRefused(permitting(GeneralName.dNSName, ".example.com").issue("a").dns("a.example.com"));
    assertRefused(permitting(GeneralName.rfc822Name, "a@b@c").issue("a"));
    assertRefused(bound(new DERSequence()).issue("a"));
  }

  @Test
  void constrainedNameThatIsMalformedRefuses() {
    Pki bound = permitting(GeneralName.dNSName, "example.com");
    assertRefused(bound.issue("a").dns(".example.com"));
    assertRefused(bound.issue("a").dns("a\0.example.com"));
  }

  @Test
  void workIsBounded() {
    String[] many = new String[500];
    Arrays.fill(many, "example.com");
    CertificateRecipe leaf = permitting(GeneralName.dNSName, many).issue("a");
    for (int i = 0; i < 3; i++) {
      leaf.dns(i + ".example.com");
    }
    Rejection rejection = check(leaf.make(), zoo.certificate());
    assertThat(rejection.code()).isEqualTo(RejectionCode.PATH_INVALID);
    assertThat(rejection.reason()).contains("limits.name-comparisons=1000");
  }

  @Test
  void addressesInTheSubjectCountAsNamesToo() {
    String[] many = new String[300];
    Arrays.fill(many, "example.com");
    CertificateRecipe leaf =
        permitting(GeneralName.rfc822Name, many)
            .issueAs("CN=a,E=a@example.com,E=b@example.com,E=c@example.com");
    Rejection rejection = check(leaf.make(), zoo.certificate());
    assertThat(rejection.code()).isEqualTo(RejectionCode.PATH_INVALID);
    assertThat(rejection.reason()).contains("limits.name-comparisons=1000");
  }
}

package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Altered;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.junit.jupiter.api.Test;

/** Odd certificates, judged as a whole: which are let in, and by which code the others are not. */
class HardCertificatesTest {

  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4");
  private static final ASN1ObjectIdentifier OTHER_POLICY = new ASN1ObjectIdentifier("1.2.3.5");

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");

  private Verdict judge(X509Certificate... chain) {
    return new PeerVerifier(List.of(zoo.certificate()), RevocationCheck.off(), Clock.systemUTC())
        .verify(Arrays.asList(chain), Role.SERVER, ExpectedName.notChecked());
  }

  private void assertAccepted(Issued peer) {
    assertThat(judge(peer.chain()).rejection()).isEmpty();
  }

  private void assertRefused(RejectionCode code, Issued peer) {
    assertRefused(code, peer.chain());
  }

  private void assertRefused(RejectionCode code, X509Certificate... chain) {
    assertThat(judge(chain).rejection()).isPresent();
    assertThat(judge(chain).rejection().get().code())
        .as(judge(chain).rejection().get().reason())
        .isEqualTo(code);
  }

  private X509Certificate altered(Consumer<ASN1Encodable[]> change) throws Exception {
    return Altered.of(zoo.client("a").certificate(), zoo.authority().key(), change);
  }

  private static Consumer<ASN1Encodable[]> put(int field, ASN1Encodable value) {
    return fields -> fields[field] = value;
  }

  private static ASN1Encodable validity(ASN1Encodable from, ASN1Encodable to) {
    return new DLSequence(new ASN1Encodable[] {from, to});
  }

  private CertificateRecipe authority(Pki issuer, String name) {
    return issuer.issueAs("CN=" + name).keyUsage(KeyUsage.keyCertSign);
  }

  @Test
  void anUnalteredOneIsAccepted() throws Exception {
    assertThat(judge(altered(fields -> {})).rejection()).isEmpty();
  }

  @Test
  void timesAreOfTheFormThatTheStandardDemands() throws Exception {
    ASN1UTCTime past = new ASN1UTCTime("200101000000Z");
    assertThat(
            judge(
                    altered(
                        put(
                            Altered.VALIDITY,
                            validity(past, new ASN1GeneralizedTime("99991231235959Z")))))
                .rejection())
        .isEmpty();
    ASN1GeneralizedTime early = new ASN1GeneralizedTime("20400101000000Z");
    assertThat(judge(altered(put(Altered.VALIDITY, validity(past, early)))).rejection()).isEmpty();
    for (ASN1Encodable odd :
        List.of(
            new ASN1GeneralizedTime("20990101000000.5Z"),
            new ASN1GeneralizedTime("20990101000000+0100"),
            new ASN1GeneralizedTime("209901010000Z"),
            new ASN1UTCTime("490101000000+0100"),
            new ASN1UTCTime("4901010000Z"))) {
      assertRefusedOrNotDecoded(put(Altered.VALIDITY, validity(past, odd)));
    }
  }

  private void assertRefusedOrNotDecoded(Consumer<ASN1Encodable[]> change) throws Exception {
    X509Certificate certificate;
    try {
      certificate = altered(change);
    } catch (CertificateException e) {
      return; // the JDK's parser is the first line: such a peer never comes to us
    }
    assertRefused(RejectionCode.PATH_INVALID, certificate);
  }

  @Test
  void validityThatEndsBeforeItBeginsIsNeverInForce() throws Exception {
    assertRefused(
        RejectionCode.EXPIRED,
        altered(
            put(
                Altered.VALIDITY,
                validity(new ASN1UTCTime("490101000000Z"), new ASN1UTCTime("200101000000Z")))));
  }

  @Test
  void oddSerialNumbersAreLetPassAsTheStandardAsksVerifiersTo() throws Exception {
    for (BigInteger serial :
        List.of(BigInteger.ZERO, BigInteger.valueOf(-5), BigInteger.ONE.shiftLeft(20 * 8))) {
      assertThat(judge(altered(put(Altered.SERIAL, new ASN1Integer(serial)))).rejection())
          .isEmpty();
    }
  }

  @Test
  void onlyVersionThreeIsAccepted() throws Exception {
    assertRefusedOrNotDecoded(
        fields -> {
          fields[Altered.VERSION] = null;
          fields[Altered.EXTENSIONS] = null;
        });
    assertRefusedOrNotDecoded(
        fields -> {
          fields[Altered.VERSION] = new DERTaggedObject(true, 0, new ASN1Integer(1));
          fields[Altered.EXTENSIONS] = null;
        });
    assertRefusedOrNotDecoded(put(Altered.VERSION, null));
  }

  @Test
  void theTwoNamesOfTheSignatureAlgorithmAreTheSame() throws Exception {
    AlgorithmIdentifier other =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.3"));
    assertRefusedOrNotDecoded(put(Altered.ALGORITHM, other));
    AlgorithmIdentifier withParameters =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"), DERNull.INSTANCE);
    assertRefusedOrNotDecoded(put(Altered.ALGORITHM, withParameters));
  }

  @Test
  void theIssuerIsComparedWithoutRegardToCaseAndSpace() throws Exception {
    assertThat(judge(altered(put(Altered.ISSUER, new X500Name("CN=ZOO")))).rejection()).isEmpty();
    assertRefused(
        RejectionCode.UNTRUSTED, altered(put(Altered.ISSUER, new X500Name("CN=zoo,O=zoo"))));
  }

  @Test
  void anExtensionMayNotStandTwice() throws Exception {
    assertRefusedOrNotDecoded(
        fields -> {
          DERSequence basic =
              new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.2.3.9"), new DEROctetString(new byte[] {5, 0})
                  });
          fields[Altered.EXTENSIONS] =
              new DERTaggedObject(true, 3, new DERSequence(new ASN1Encodable[] {basic, basic}));
        });
  }

  @Test
  void selfIssuedIntermediatesDoNotCountForThePathLength() {
    Pki shallow =
        zoo.intermediate(
            authority(zoo, "shallow")
                .extension(Extension.basicConstraints, true, new BasicConstraints(0)));
    Pki renewed = shallow.intermediate(shallow.issueAs("CN=shallow").key(Keys.ec()).ca());
    X509Certificate[] above = {renewed.certificate(), shallow.certificate()};
    assertThat(judge(renewed.client("a").certificate(), above[0], above[1]).rejection()).isEmpty();
    Pki deep = renewed.intermediate("deep");
    assertRefused(
        RejectionCode.PATH_INVALID,
        deep.client("a").certificate(),
        deep.certificate(),
        above[0],
        above[1]);
  }

  @Test
  void oneGoodWayIsEnoughHoweverTheCrossSignedOneIs() {
    KeyPair key = Keys.ec();
    Issued good = zoo.issueAs("CN=twice").key(key).ca().make();
    List<CertificateRecipe> bad = new ArrayList<>();
    bad.add(zoo.issueAs("CN=twice").key(key).ca().expired());
    bad.add(zoo.issueAs("CN=twice").key(key).keyUsage(KeyUsage.cRLSign));
    bad.add(zoo.issueAs("CN=twice").key(key).ca().extension(POLICY, true, DERNull.INSTANCE));
    bad.add(zoo.issueAs("CN=twice").key(key).ca().purposes(KeyPurposeId.id_kp_serverAuth));
    bad.add(Pki.root("zoo").issueAs("CN=twice").key(key).ca());
    for (CertificateRecipe recipe : bad) {
      Issued other = recipe.make();
      X509Certificate leaf =
          zoo.intermediate(zoo.issueAs("CN=twice").key(key).ca()).client("a").certificate();
      assertThat(judge(leaf, other.certificate(), good.certificate()).rejection()).isEmpty();
      assertThat(judge(leaf, good.certificate(), other.certificate()).rejection()).isEmpty();
      assertThat(judge(leaf, other.certificate()).rejection()).isPresent();
    }
  }

  @Test
  void purposesNarrowOnTheWayDownAndAnyPurposeIsEveryPurpose() {
    Pki servers =
        zoo.intermediate(zoo.issueAs("CN=s").ca().purposes(KeyPurposeId.id_kp_serverAuth));
    assertRefused(RejectionCode.WRONG_USAGE, servers.client("a"));
    Pki any =
        zoo.intermediate(zoo.issueAs("CN=any").ca().purposes(KeyPurposeId.anyExtendedKeyUsage));
    assertAccepted(any.client("a"));
    assertAccepted(zoo.issue("a").purposes(KeyPurposeId.anyExtendedKeyUsage).make());
    assertRefused(
        RejectionCode.WRONG_USAGE, zoo.issue("a").purposes(KeyPurposeId.id_kp_codeSigning).make());
  }

  @Test
  void aPolicyThatIsDemandedMustBeThere() {
    PolicyConstraints explicit = new PolicyConstraints(BigInteger.ZERO, null);
    Pki demanding =
        zoo.intermediate(
            zoo.issueAs("CN=policy")
                .ca()
                .extension(Extension.certificatePolicies, false, policies(POLICY))
                .extension(Extension.policyConstraints, true, explicit));
    assertRefused(RejectionCode.PATH_INVALID, demanding.client("a"));
    assertThat(judge(demanding.client("a").chain()).rejection().get().reason())
        .contains("CN=a", "none of the certificate policies", "issue it with one of them");
    assertRefused(
        RejectionCode.PATH_INVALID,
        demanding
            .issue("a")
            .forClient()
            .extension(Extension.certificatePolicies, false, policies(OTHER_POLICY))
            .make());
    assertAccepted(
        demanding
            .issue("a")
            .forClient()
            .extension(Extension.certificatePolicies, false, policies(POLICY))
            .make());
  }

  @Test
  void anyPolicyMayBeInhibitedAndNeverMapped() {
    ASN1ObjectIdentifier any = new ASN1ObjectIdentifier("2.5.29.32.0");
    Pki inhibiting =
        zoo.intermediate(
            zoo.issueAs("CN=policy")
                .ca()
                .extension(Extension.certificatePolicies, false, policies(POLICY))
                .extension(
                    Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, null))
                .extension(Extension.inhibitAnyPolicy, true, new ASN1Integer(0)));
    assertRefused(
        RejectionCode.PATH_INVALID,
        inhibiting
            .issue("a")
            .forClient()
            .extension(Extension.certificatePolicies, false, policies(any))
            .make());
    PolicyMappings mapping =
        new PolicyMappings(CertPolicyId.getInstance(any), CertPolicyId.getInstance(POLICY));
    Pki mapped =
        zoo.intermediate(
            zoo.issueAs("CN=mapped").ca().extension(Extension.policyMappings, true, mapping));
    assertRefused(RejectionCode.PATH_INVALID, mapped.client("a"));
  }

  private static CertificatePolicies policies(ASN1ObjectIdentifier policy) {
    return new CertificatePolicies(new PolicyInformation(policy));
  }

  @Test
  void anAnchorThatIsOutOfDateIsNoAnchor() {
    Pki old = Pki.root("old");
    X509Certificate expired =
        old.issueAs("CN=old").key(old.authority().key()).ca().expired().make().certificate();
    Verdict verdict =
        new PeerVerifier(List.of(expired), RevocationCheck.off(), Clock.systemUTC())
            .verify(List.of(old.client("a").certificate()), Role.SERVER, ExpectedName.notChecked());
    assertThat(verdict.rejection().get().code()).isEqualTo(RejectionCode.EXPIRED);
    assertThat(verdict.rejection().get().reason()).contains("the anchor (CN=old)", "renew it");
  }

  @Test
  void alternativeNamesOfTheWrongContentRefuse() {
    assertRefused(RejectionCode.PATH_INVALID, zoo.issue("a").dns("a.example\0.evil").make());
    assertRefused(RejectionCode.PATH_INVALID, withAddress(3));
    assertRefused(RejectionCode.PATH_INVALID, withAddress(8));
    assertThat(judge(withAddress(4).chain()).rejection()).isEmpty();
  }

  private Issued withAddress(int length) {
    GeneralName address =
        new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[length]));
    return zoo.issue("a")
        .extension(Extension.subjectAlternativeName, false, new GeneralNames(address))
        .make();
  }
}

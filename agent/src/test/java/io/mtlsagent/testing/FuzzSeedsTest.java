package io.mtlsagent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The inputs that fuzzing starts from; with {@code -Dmtls.fuzz.seeds.write=true} made anew. */
class FuzzSeedsTest {

  private static final Path RESOURCES = Path.of("src/test/resources/io/mtlsagent");

  @Test
  void theMaterialOfTheFuzzTargetsIsThere() {
    assertThat(FuzzMaterial.certificate("alice").getIssuerX500Principal())
        .isEqualTo(FuzzMaterial.certificate("keepers").getSubjectX500Principal());
    assertThat(FuzzMaterial.certificate("keepers").getIssuerX500Principal())
        .isEqualTo(FuzzMaterial.certificate("root").getSubjectX500Principal());
  }

  @Test
  @EnabledIfSystemProperty(named = "mtls.fuzz.seeds.write", matches = "true")
  void write() throws Exception {
    Pki root = Pki.root("zoo");
    Pki keepers = root.intermediate("keepers");
    Issued alice =
        keepers
            .issue("alice")
            .forBoth()
            .dns("alice.example")
            .dns("*.zoo.example")
            .ip("10.0.0.1")
            .uri("spiffe://zoo/ns/a/sa/alice")
            .email("alice@zoo.example")
            .make();
    material("root", root.certificate());
    material("keepers", keepers.certificate());
    material("alice", alice.certificate());
    write(
        "authorization/PeerNamesFuzzTestInputs/onlyANameThatIsThereLetsIn/alice.der",
        alice.certificate().getEncoded());
    write(
        "authorization/PeerNamesFuzzTestInputs/onlyANameThatIsThereLetsIn/constructed-name.der",
        constructedName(keepers).getEncoded());
    chains(root, keepers, alice);
    write("pem/PemReaderFuzzTestInputs/anyBytesAreReadOrRefused/chain.pem", pem(alice.chain()));
    write(
        "pem/PemReaderFuzzTestInputs/anyBytesAreReadOrRefused/key.pem",
        Files.readAllBytes(
            PemFiles.key(
                Files.createTempFile("key", ".pem"), Pki.root("other").authority().key())));
    write(
        "pem/PemReaderFuzzTestInputs/anyBytesAreReadOrRefused/certificate.der",
        alice.certificate().getEncoded());
    byte[] list = root.revoke(alice).crl().getEncoded();
    write("revocation/CrlFileFuzzTestInputs/anyBytesAreAListOrRefused/list.der", list);
    write(
        "revocation/CrlFileFuzzTestInputs/anyBytesAreAListOrRefused/list.pem",
        PemFiles.block("X509 CRL", list).getBytes());
    lists(root, keepers, alice);
    write(
        "revocation/ocsp/OcspResponseFuzzTestInputs/noForgedAnswerIsBelieved/good.der",
        answer(keepers, alice));
  }

  /** With what lists may say beyond serial numbers. */
  private static void lists(Pki root, Pki keepers, Issued alice) throws Exception {
    String target = "revocation/CrlFileFuzzTestInputs/anyBytesAreAListOrRefused/";
    BigInteger serial = alice.certificate().getSerialNumber();
    write(
        target + "delta.der",
        CrlRecipe.of(keepers).number(7).delta(5).revoke(serial, 8).revoke(BigInteger.TEN).der());
    write(
        target + "indirect.der",
        CrlRecipe.of(root)
            .number(5)
            .scope(
                new IssuingDistributionPoint(
                    new DistributionPointName(new GeneralNames(at("http://zoo.example/a.crl"))),
                    /* onlyContainsUserCerts= */ true,
                    /* onlyContainsCACerts= */ false,
                    new ReasonFlags(ReasonFlags.keyCompromise),
                    /* indirectCRL= */ true,
                    /* onlyContainsAttributeCerts= */ false))
            .entryOf(keepers, serial)
            .freshest("http://zoo.example/delta.crl")
            .der());
    write(
        "revocation/fetch/StatusAddressesFuzzTestInputs/anyBytesAreAddressesOrNone/points.der",
        CertificateRecipe.point("http://zoo.example/delta.crl").getEncoded());
  }

  private static GeneralName at(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }

  /** A DNS name in the explicit form beside one as it should be. */
  private static X509Certificate constructedName(Pki issuer) {
    return issuer
        .issue("alice")
        .extension(
            Extension.subjectAlternativeName,
            false,
            new DERSequence(
                new ASN1Encodable[] {
                  new DERTaggedObject(true, 2, new DERIA5String("bob.example")),
                  new DERTaggedObject(false, 2, new DERIA5String("alice.example"))
                }))
        .make()
        .certificate();
  }

  private static void chains(Pki root, Pki keepers, Issued alice) throws Exception {
    String target = "trust/ChainVerdictFuzzTestInputs/onlyWhatWasIssuedIsAccepted/";
    Pki bound =
        root.intermediate(
            root.issueAs("CN=bound")
                .ca()
                .extension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(
                        new GeneralSubtree[] {
                          new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"))
                        },
                        null)));
    write(target + "chain.der", der(alice.certificate(), keepers.certificate()));
    write(
        target + "shuffled.der",
        der(alice.certificate(), root.certificate(), keepers.certificate()));
    write(target + "leaf.der", der(alice.certificate()));
    write(target + "authority.der", der(keepers.certificate()));
    write(
        target + "constrained.der",
        der(bound.issue("bob").dns("bob.other").make().certificate(), bound.certificate()));
    write(target + "foreign.der", der(Pki.root("zoo").client("alice").certificate()));
  }

  private static byte[] answer(Pki issuer, Issued peer) throws Exception {
    CertificateID id =
        new CertificateID(
            new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
            new JcaX509CertificateHolder(issuer.certificate()),
            peer.certificate().getSerialNumber());
    try (OcspResponder responder = OcspResponder.of(issuer.authority())) {
      return responder.answer(new OCSPReqBuilder().addRequest(id).build());
    }
  }

  private static void material(String name, X509Certificate certificate) throws Exception {
    write("testing/" + FuzzMaterial.FOLDER + name + ".der", certificate.getEncoded());
  }

  private static byte[] der(X509Certificate... certificates) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (X509Certificate certificate : List.of(certificates)) {
      all.write(certificate.getEncoded());
    }
    return all.toByteArray();
  }

  private static byte[] pem(X509Certificate... certificates) throws IOException {
    return Files.readAllBytes(
        PemFiles.certificates(Files.createTempFile("chain", ".pem"), certificates));
  }

  private static void write(String file, byte[] content) throws IOException {
    Path path = RESOURCES.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
  }
}

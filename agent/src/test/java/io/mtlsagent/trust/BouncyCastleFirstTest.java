package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application may have put Bouncy Castle before the JDK's providers. Then the certificates that
 * a peer sends are of its classes, and a path is built by whoever is asked: the verdicts stay.
 */
class BouncyCastleFirstTest {

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");

  @BeforeEach
  void putBouncyCastleFirst() {
    assertThat(Security.insertProviderAt(new BouncyCastleProvider(), 1)).isEqualTo(1);
  }

  @AfterEach
  void takeItAway() {
    Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
  }

  /** As the JDK's TLS parses them. */
  private static List<X509Certificate> sent(Issued peer) throws Exception {
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : peer.chain()) {
      chain.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
    }
    assertThat(chain.get(0).getClass().getName()).startsWith("org.bouncycastle.");
    return chain;
  }

  private Verdict verdict(Issued peer, X509Certificate... anchors) throws Exception {
    return new PeerVerifier(List.of(anchors), RevocationCheck.off(), Clock.systemUTC())
        .verify(sent(peer), Role.SERVER, ExpectedName.notChecked());
  }

  private void assertRefused(RejectionCode code, CertificateRecipe recipe) throws Exception {
    Verdict verdict = verdict(recipe.make(), zoo.certificate());
    assertThat(verdict.rejection()).isPresent();
    assertThat(verdict.rejection().get().code())
        .as(verdict.rejection().get().reason())
        .isEqualTo(code);
  }

  private static void assertAccepted(Verdict verdict) {
    assertThat(verdict.rejection()).isEmpty();
  }

  @Test
  void goodClientsAreLetIn() throws Exception {
    assertAccepted(verdict(keepers.client("alice"), zoo.certificate()));
  }

  @Test
  void othersAreRefusedForTheSameReasons() throws Exception {
    assertRefused(RejectionCode.EXPIRED, keepers.issue("a").forClient().expired());
    assertRefused(RejectionCode.WRONG_USAGE, keepers.issue("a").forServer());
    assertRefused(RejectionCode.UNTRUSTED, Pki.root("zoo", Keys.ec()).issue("a").forClient());
    assertRefused(RejectionCode.WEAK_ALGORITHM, keepers.issue("a").key(Keys.rsa(1024)).forClient());
    Pki noCa = keepers.intermediate(keepers.issue("no ca").forClient());
    assertRefused(RejectionCode.PATH_INVALID, noCa.issue("a").forClient());
  }

  /** bc-java#2320 and bc-java#2128 are about these. */
  @Test
  void nameConstraintsHold() throws Exception {
    Pki permitting = bound(new NameConstraints(subtrees(GeneralName.dNSName, "example"), null));
    assertAccepted(
        verdict(permitting.issue("a").forClient().dns("a.example").make(), zoo.certificate()));
    assertRefused(RejectionCode.NAME_CONSTRAINTS, permitting.issue("a").forClient().dns("a.evil"));
    Pki excluding =
        bound(new NameConstraints(null, subtrees(GeneralName.uniformResourceIdentifier, ".evil")));
    assertRefused(
        RejectionCode.NAME_CONSTRAINTS, excluding.issue("a").forClient().uri("https://x.evil/a"));
    Pki ofNames = bound(new NameConstraints(null, subtrees(GeneralName.directoryName, "O=evil")));
    assertRefused(RejectionCode.NAME_CONSTRAINTS, ofNames.issueAs("O=EVIL ,CN=a").forClient());
    // Those of the anchor, which neither provider looks at.
    Issued anchor =
        zoo.issueAs("CN=zoo")
            .key(zoo.authority().key())
            .ca()
            .extension(
                Extension.nameConstraints,
                true,
                new NameConstraints(null, subtrees(GeneralName.dNSName, "evil")))
            .make();
    assertAccepted(
        verdict(zoo.issue("a").forClient().dns("a.example").make(), anchor.certificate()));
    assertThat(
            verdict(zoo.issue("a").forClient().dns("a.evil").make(), anchor.certificate())
                .rejection())
        .get()
        .extracting(Rejection::code)
        .isEqualTo(RejectionCode.NAME_CONSTRAINTS);
    Pki malformed = bound(new DEROctetString(new byte[] {1}));
    assertThat(verdict(malformed.client("a"), zoo.certificate()).rejection()).isPresent();
  }

  private Pki bound(ASN1Encodable constraints) {
    return zoo.intermediate(
        zoo.issueAs("CN=bound").ca().extension(Extension.nameConstraints, true, constraints));
  }

  private static GeneralSubtree[] subtrees(int type, String base) {
    return new GeneralSubtree[] {new GeneralSubtree(new GeneralName(type, base))};
  }

  @Test
  void leafAsAnchorIsMatchedAsAWhole() throws Exception {
    Issued pinned = keepers.client("alice");
    assertAccepted(verdict(pinned, pinned.certificate()));
    assertThat(verdict(keepers.client("alice"), pinned.certificate()).rejection()).isPresent();
  }

  @Test
  void revokedClientIsRefused() throws Exception {
    Issued alice = keepers.client("alice");
    Issued bob = keepers.client("bob");
    keepers.revoke(bob);
    List<File> lists = new ArrayList<>();
    for (Pki issuer : List.of(zoo, keepers)) {
      Path file = directory.resolve(lists.size() + ".crl");
      lists.add(Files.write(file, issuer.crl().getEncoded()).toFile());
    }
    Clock clock = Clock.systemUTC();
    PeerVerifier verifier =
        new PeerVerifier(
            List.of(zoo.certificate()),
            RevocationCheck.of(RevocationPolicy.STRICT, CrlStore.open(lists, clock)),
            clock);

    assertAccepted(verifier.verify(sent(alice), Role.SERVER, ExpectedName.notChecked()));
    Verdict verdict = verifier.verify(sent(bob), Role.SERVER, ExpectedName.notChecked());
    assertThat(verdict.rejection()).isPresent();
    assertThat(verdict.rejection().get().code()).isEqualTo(RejectionCode.REVOKED);
  }
}

package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.MinimumStrength;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

class PeerVerifierTest {

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");
  private final PeerVerifier verifier = trusting(zoo.certificate());

  private static PeerVerifier trusting(X509Certificate... anchors) {
    return new PeerVerifier(Arrays.asList(anchors), RevocationCheck.off(), Clock.systemUTC());
  }

  private Verdict asClient(Issued peer) {
    return asClient(verifier, peer.chain());
  }

  private static Verdict asClient(PeerVerifier verifier, X509Certificate... chain) {
    return verifier.verify(Arrays.asList(chain), Role.SERVER, ExpectedName.notChecked());
  }

  private static Verdict asServer(PeerVerifier verifier, String host, X509Certificate... chain) {
    return verifier.verify(Arrays.asList(chain), Role.CLIENT, ExpectedName.of(host));
  }

  private static void assertRefused(Verdict verdict, RejectionCode code, String... parts) {
    assertThat(verdict.rejection()).isPresent();
    assertThat(verdict.rejection().get().code())
        .as(verdict.rejection().get().reason())
        .isEqualTo(code);
    for (String part : parts) {
      assertThat(verdict.rejection().get().reason()).contains(part);
    }
  }

  private static void assertAccepted(Verdict verdict) {
    assertThat(verdict.rejection()).isEmpty();
  }

  @Test
  void clientBelowAnIntermediateIsAccepted() {
    Verdict verdict = asClient(keepers.client("alice"));
    assertAccepted(verdict);
    assertThat(verdict.revocation().status()).isEqualTo(RevocationStatus.OFF);
  }

  @Test
  void rsaChainIsAccepted() {
    Pki rsa = Pki.root("rsa zoo", Keys.rsa(2048));
    assertAccepted(
        asClient(
            trusting(rsa.certificate()),
            rsa.issue("alice").key(Keys.rsa(2048)).forClient().make().chain()));
  }

  @Test
  void serverIsAcceptedByNameAndAddress() {
    X509Certificate[] chain = keepers.server("web").chain();
    assertAccepted(asServer(verifier, "localhost", chain));
    assertAccepted(asServer(verifier, "LOCALHOST.", chain));
    assertAccepted(asServer(verifier, "127.0.0.1", chain));
    assertAccepted(asServer(verifier, "[::1]", chain));
    assertAccepted(asServer(verifier, "0:0:0:0:0:0:0:1", chain));
  }

  @Test
  void otherNamesAreRefused() {
    X509Certificate[] chain = keepers.server("web").chain();
    for (String host : List.of("web", "localhost.evil", "127.1", "0177.0.0.1", "127.0.0.2", "")) {
      assertRefused(asServer(verifier, host, chain), RejectionCode.NAME_MISMATCH, "localhost");
    }
    assertRefused(
        verifier.verify(Arrays.asList(chain), Role.CLIENT, ExpectedName.unknown()),
        RejectionCode.NAME_MISMATCH,
        "not known");
  }

  @Test
  void nothingSentIsNoCertificate() {
    assertRefused(
        verifier.verify(null, Role.SERVER, ExpectedName.notChecked()),
        RejectionCode.NO_CERTIFICATE);
    assertRefused(asClient(verifier), RejectionCode.NO_CERTIFICATE);
  }

  @Test
  void foreignIssuerIsUntrusted() {
    assertRefused(
        asClient(Pki.root("other").client("alice")), RejectionCode.UNTRUSTED, "CN=other", "alice");
  }

  @Test
  void issuerOfTheSameNameWithAnotherKeyIsUntrusted() {
    assertRefused(
        asClient(Pki.root("zoo").client("alice")), RejectionCode.UNTRUSTED, "another key");
    Pki impostor = Pki.root("zoo").intermediate("keepers");
    assertRefused(asClient(impostor.client("alice")), RejectionCode.UNTRUSTED, "another key");
  }

  @Test
  void foreignCertificateIsUntrustedWhateverElseItIs() {
    assertRefused(
        asClient(Pki.root("other").issue("alice").forServer().expired().make()),
        RejectionCode.UNTRUSTED);
  }

  @Test
  void missingIntermediateIsUntrusted() {
    assertRefused(
        asClient(verifier, keepers.client("alice").certificate()), RejectionCode.UNTRUSTED);
  }

  @Test
  void shuffledChainWithStrangersIsAccepted() {
    Pki deep = keepers.intermediate("deep");
    Issued alice = deep.client("alice");
    List<X509Certificate> chain = new ArrayList<>(Arrays.asList(alice.chain()));
    Collections.reverse(chain.subList(1, chain.size()));
    chain.add(2, Pki.root("stranger").certificate());
    chain.add(zoo.certificate());
    assertAccepted(asClient(verifier, chain.toArray(new X509Certificate[0])));
  }

  @Test
  void identityIsTheFirstCertificateOfAShuffledChain() {
    Issued alice = keepers.client("alice");
    assertRefused(
        asClient(verifier, keepers.certificate(), alice.certificate()),
        RejectionCode.WRONG_USAGE,
        "CN=keepers");
  }

  @Test
  void crossSignedIntermediateIsAcceptedOverEitherRoot() {
    Pki other = Pki.root("other");
    X509Certificate cross =
        other.issueAs("CN=keepers").key(keepers.authority().key()).ca().make().certificate();
    X509Certificate alice = keepers.client("alice").certificate();
    assertAccepted(asClient(trusting(other.certificate()), alice, keepers.certificate(), cross));
    assertAccepted(asClient(verifier, alice, cross, keepers.certificate()));
  }

  @Test
  void alternativePathIsTriedWhereOurRulesRefuseTheFirst() {
    Pki other = Pki.root("other");
    X509Certificate serversOnly =
        other
            .issueAs("CN=keepers")
            .key(keepers.authority().key())
            .ca()
            .forServer()
            .make()
            .certificate();
    X509Certificate alice = keepers.client("alice").certificate();
    PeerVerifier both = trusting(other.certificate(), zoo.certificate());
    assertAccepted(asClient(both, alice, serversOnly, keepers.certificate()));
    assertAccepted(asClient(both, alice, keepers.certificate(), serversOnly));
    assertRefused(asClient(both, alice, serversOnly), RejectionCode.WRONG_USAGE, "CN=keepers");
  }

  @Test
  void everyPathIsTriedHoweverManyAreRefusedBeforeIt() {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(keepers.client("alice").certificate());
    for (int i = 0; i < 10; i++) {
      chain.add(
          zoo.issueAs("CN=keepers")
              .key(keepers.authority().key())
              .ca()
              .forServer()
              .make()
              .certificate());
    }
    chain.add(keepers.certificate());
    assertAccepted(asClient(verifier, chain.toArray(new X509Certificate[0])));
  }

  @Test
  void renewedAnchorWithTheSameKeyIsTried() {
    Issued old = zoo.issueAs("CN=zoo").key(zoo.authority().key()).ca().expired().make();
    X509Certificate[] alice = zoo.client("alice").chain();
    assertAccepted(asClient(trusting(old.certificate(), zoo.certificate()), alice));
    assertAccepted(asClient(trusting(zoo.certificate(), old.certificate()), alice));
    assertRefused(
        asClient(trusting(old.certificate()), alice), RejectionCode.EXPIRED, "anchor (CN=zoo)");
  }

  @Test
  void expiredAndFutureCertificatesAreRefused() {
    assertRefused(
        asClient(zoo.issue("alice").forClient().expired().make()),
        RejectionCode.EXPIRED,
        "CN=alice",
        "renew");
    assertRefused(
        asClient(zoo.issue("alice").forClient().notYetValid().make()),
        RejectionCode.NOT_YET_VALID,
        "CN=alice");
    Pki old = zoo.intermediate(zoo.issueAs("CN=old").ca().expired());
    assertRefused(asClient(old.client("alice")), RejectionCode.EXPIRED, "CN=old");
    Pki next = zoo.intermediate(zoo.issueAs("CN=next").ca().notYetValid());
    assertRefused(asClient(next.client("alice")), RejectionCode.NOT_YET_VALID, "CN=next");
  }

  @Test
  void rememberedPathStillExpires() {
    Instant start = Instant.now();
    MovingClock clock = new MovingClock(start);
    PeerVerifier moving =
        new PeerVerifier(List.of(zoo.certificate()), RevocationCheck.off(), clock);
    Issued alice =
        zoo.issue("alice").forClient().valid(start.minusSeconds(60), start.plusSeconds(60)).make();
    assertAccepted(asClient(moving, alice.chain()));
    clock.now = start.plusSeconds(30);
    assertAccepted(asClient(moving, alice.chain()));
    clock.now = start.plusSeconds(120);
    assertRefused(asClient(moving, alice.chain()), RejectionCode.EXPIRED);
    clock.now = start.minusSeconds(120);
    assertRefused(asClient(moving, alice.chain()), RejectionCode.NOT_YET_VALID);
    clock.now = start;
    assertAccepted(asClient(moving, alice.chain()));
  }

  @Test
  void extendedKeyUsageMustFitTheRole() {
    assertRefused(
        asClient(keepers.issue("web").forServer().make()), RejectionCode.WRONG_USAGE, "clientAuth");
    assertRefused(
        asServer(
            verifier, "localhost", keepers.issue("a").forClient().dns("localhost").make().chain()),
        RejectionCode.WRONG_USAGE,
        "serverAuth");
    assertAccepted(asClient(keepers.issue("alice").make()));
    assertAccepted(asClient(keepers.issue("both").forBoth().make()));
    assertAccepted(
        asClient(keepers.issue("any").purposes(KeyPurposeId.anyExtendedKeyUsage).make()));
  }

  @Test
  void rememberedPathOfOneRoleIsNotUsedForTheOther() {
    Issued alice = keepers.issue("alice").forClient().dns("localhost").make();
    assertAccepted(asClient(alice));
    assertRefused(
        asServer(verifier, "localhost", alice.chain()), RejectionCode.WRONG_USAGE, "serverAuth");
  }

  @Test
  void absentExtendedKeyUsageIsRefusedOnDemand() {
    PeerVerifier demanding =
        new PeerVerifier(
            List.of(zoo.certificate()),
            RevocationCheck.off(),
            Clock.systemUTC(),
            TrustRequirements.defaults().requiringExtendedKeyUsage());
    assertRefused(
        asClient(demanding, keepers.issue("alice").make().chain()),
        RejectionCode.WRONG_USAGE,
        "trust.require-eku");
    assertAccepted(asClient(demanding, keepers.client("alice").chain()));
  }

  @Test
  void extendedKeyUsageOfAnIntermediateRestrictsTheLeaf() {
    Pki servers = zoo.intermediate(zoo.issueAs("CN=servers").ca().forServer());
    assertRefused(
        asClient(servers.client("alice")), RejectionCode.WRONG_USAGE, "CN=servers", "clientAuth");
  }

  @Test
  void keyUsageWithoutDigitalSignatureIsRefusedForClients() {
    assertRefused(
        asClient(keepers.issue("alice").forClient().keyUsage(KeyUsage.keyEncipherment).make()),
        RejectionCode.WRONG_USAGE,
        "digitalSignature");
    assertAccepted(
        asServer(
            verifier,
            "localhost",
            keepers
                .issue("web")
                .key(Keys.rsa(2048))
                .forServer()
                .keyUsage(KeyUsage.keyEncipherment)
                .dns("localhost")
                .make()
                .chain()));
    assertAccepted(asClient(keepers.issue("alice").forClient().keyUsage(0).make()));
  }

  @Test
  void certificateOfACaIsNoPeer() {
    assertRefused(asClient(verifier, zoo.certificate()), RejectionCode.WRONG_USAGE, "CN=zoo");
    assertRefused(asClient(verifier, keepers.certificate()), RejectionCode.WRONG_USAGE);
  }

  @Test
  void leafPinnedAsAnchorIsMatchedAsAWhole() {
    Pki other = Pki.root("other");
    Issued alice = other.client("alice");
    assertAccepted(asClient(trusting(alice.certificate()), alice.chain()));
    Issued sameNameAndKey = other.issue("alice").key(alice.key()).forClient().make();
    assertRefused(
        asClient(trusting(alice.certificate()), sameNameAndKey.chain()), RejectionCode.UNTRUSTED);
    assertRefused(
        asClient(trusting(alice.certificate()), other.client("bob").chain()),
        RejectionCode.UNTRUSTED);
  }

  @Test
  void leafPinnedAsAnchorIssuesNothing() {
    Pki leafAsIssuer = Pki.root("other").intermediate(Pki.root("other").issue("alice").forClient());
    Issued victim = leafAsIssuer.client("bob");
    assertRefused(
        asClient(trusting(leafAsIssuer.certificate()), victim.certificate()),
        RejectionCode.PATH_INVALID);
  }

  @Test
  void leafWithoutTheCaBitIsNoIssuer() {
    Pki leafAsIssuer = keepers.intermediate(keepers.issue("mallory").forClient());
    assertRefused(asClient(leafAsIssuer.client("bob")), RejectionCode.PATH_INVALID, "mallory");
  }

  @Test
  void pathLengthIsHeeded() {
    Pki shallow =
        zoo.intermediate(
            zoo.issueAs("CN=shallow")
                .extension(Extension.basicConstraints, true, new BasicConstraints(0))
                .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    assertAccepted(asClient(shallow.client("alice")));
    assertRefused(
        asClient(shallow.intermediate("deeper").client("bob")), RejectionCode.PATH_INVALID);
  }

  @Test
  void nameConstraintsAreHeeded() {
    NameConstraints inExample =
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"))
            },
            null);
    Pki bound =
        zoo.intermediate(
            zoo.issueAs("CN=bound").ca().extension(Extension.nameConstraints, true, inExample));
    assertAccepted(asClient(bound.issue("a").forClient().dns("a.example").make()));
    assertRefused(
        asClient(bound.issue("a").forClient().dns("a.evil").make()),
        RejectionCode.NAME_CONSTRAINTS);
  }

  @Test
  void weakAlgorithmsAreRefused() {
    Pki rsa = Pki.root("rsa zoo", Keys.rsa(2048));
    PeerVerifier trusting = trusting(rsa.certificate());
    assertRefused(
        asClient(trusting, rsa.issue("a").key(Keys.rsa(1024)).forClient().make().chain()),
        RejectionCode.WEAK_ALGORITHM,
        "1024");
    assertRefused(
        asClient(trusting, rsa.issue("a").signedWith("SHA1withRSA").forClient().make().chain()),
        RejectionCode.WEAK_ALGORITHM,
        "SHA-1");
    assertRefused(
        asClient(trusting, rsa.issue("a").signedWith("MD5withRSA").forClient().make().chain()),
        RejectionCode.WEAK_ALGORITHM,
        "MD5");
  }

  @Test
  void legacyStrengthLetsSha1AndRsa1024Pass() {
    Pki rsa = Pki.root("rsa zoo", Keys.rsa(2048));
    PeerVerifier legacy =
        new PeerVerifier(
            List.of(rsa.certificate()),
            RevocationCheck.off(),
            Clock.systemUTC(),
            TrustRequirements.defaults().withMinStrength(MinimumStrength.LEGACY));
    assertAccepted(asClient(legacy, rsa.issue("a").key(Keys.rsa(1024)).forClient().make().chain()));
    assertAccepted(
        asClient(legacy, rsa.issue("a").signedWith("SHA1withRSA").forClient().make().chain()));
  }

  @Test
  void firstFaultInTheOrderOfTheCodesCounts() {
    assertRefused(
        asServer(verifier, "other", keepers.issue("a").forClient().expired().make().chain()),
        RejectionCode.EXPIRED);
    assertRefused(
        asServer(verifier, "other", keepers.issue("a").forClient().make().chain()),
        RejectionCode.NAME_MISMATCH);
    assertRefused(
        asClient(keepers.issue("a").key(Keys.rsa(1024)).forServer().make()),
        RejectionCode.WRONG_USAGE);
  }

  @Test
  void tooManyCertificatesAreRefusedNamingTheLimit() {
    Pki deep = zoo;
    for (int i = 0; i < 22; i++) {
      deep = deep.intermediate("level " + i);
    }
    assertRefused(
        asClient(deep.client("alice")), RejectionCode.PATH_INVALID, "limits.chain-certificates=20");
  }

  @Test
  void searchStopsAtItsBudgetNamingTheLimit() {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(keepers.client("alice").certificate());
    for (int i = 0; i < 120; i++) {
      chain.add(Pki.root("keepers").certificate());
    }
    assertRefused(
        asClient(verifier, chain.toArray(new X509Certificate[0])),
        RejectionCode.PATH_INVALID,
        "limits.signature-checks=30");
  }

  @Test
  void anEnormousKeyIsRefusedNamingTheLimitAndNeverUsed() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(12_287).setBit(0);
    PublicKey enormous = rsa(modulus, BigInteger.valueOf(65_537));
    Issued leaf = keepers.issue("alice").forClient().key(new KeyPair(enormous, null)).make();
    assertRefused(asClient(leaf), RejectionCode.PATH_INVALID, "12288 bits", "limits.key-bits=8192");

    X509Certificate authority =
        zoo.issueAs("CN=enormous").ca().key(new KeyPair(enormous, null)).make().certificate();
    Pki sameName = Pki.root("enormous");
    assertRefused(
        asClient(verifier, sameName.client("alice").certificate(), authority),
        RejectionCode.PATH_INVALID,
        "limits.key-bits=8192");
    PublicKey slow =
        rsa(BigInteger.ONE.shiftLeft(2047).setBit(0), BigInteger.ONE.shiftLeft(2046).setBit(0));
    assertThat(ChainSize.keyBits(slow)).isEqualTo(2048);
    assertRefused(
        asClient(keepers.issue("alice").forClient().key(new KeyPair(slow, null)).make()),
        RejectionCode.PATH_INVALID,
        "public exponent of 2047 bits");
    X509Certificate slowAuthority =
        zoo.issueAs("CN=enormous").ca().key(new KeyPair(slow, null)).make().certificate();
    assertRefused(
        asClient(verifier, sameName.client("alice").certificate(), slowAuthority),
        RejectionCode.PATH_INVALID,
        "public exponent of 2047 bits");
  }

  private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingEscapes() {
    Clock broken =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new OutOfMemoryError("made up");
          }
        };
    PeerVerifier failing =
        new PeerVerifier(List.of(zoo.certificate()), RevocationCheck.off(), broken);
    assertRefused(
        asClient(failing, zoo.client("alice").chain()),
        RejectionCode.INTERNAL_ERROR,
        "OutOfMemoryError");
  }

  @Test
  void withoutAnchorsEverybodyIsUntrusted() {
    assertRefused(asClient(trusting(), zoo.client("alice").chain()), RejectionCode.UNTRUSTED);
  }

  @Test
  void anchorsAreTheAcceptedIssuers() {
    assertThat(verifier.acceptedIssuers()).containsExactly(zoo.certificate());
  }

  private static final class MovingClock extends Clock {
    private Instant now;

    MovingClock(Instant now) {
      this.now = now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public long millis() {
      return now.toEpochMilli();
    }
  }
}

package io.mtlsagent.revocation;

import static io.mtlsagent.policy.RevocationStatus.GOOD;
import static io.mtlsagent.policy.RevocationStatus.NOT_AVAILABLE;
import static io.mtlsagent.policy.RevocationStatus.REVOKED;
import static io.mtlsagent.policy.RevocationStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.testing.CrlRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.io.File;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlStoreTest {

  private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.5");

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final Issued alice = zoo.client("alice");
  private final Issued bob = zoo.client("bob");

  private static BigInteger serial(Issued issued) {
    return issued.certificate().getSerialNumber();
  }

  private static CrlStore open(File... files) throws ConfigurationException {
    return CrlStore.open(Arrays.asList(files), Clock.systemUTC());
  }

  private RevocationFinding find(CrlStore store, Issued issued) {
    return store.find(issued.certificate(), zoo.certificate(), Instant.now());
  }

  private void assertStatus(
      CrlStore store, Issued issued, RevocationStatus status, String... parts) {
    RevocationFinding finding = find(store, issued);
    assertThat(finding.status()).as(finding.detail()).isEqualTo(status);
    for (String part : parts) {
      assertThat(finding.detail()).contains(part);
    }
  }

  private void assertRefused(File file, String part) {
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.getPath())
        .hasMessageContaining("revocation.crl")
        .hasMessageContaining(part);
  }

  @Test
  void listedIsRevokedAndOthersAreGood() throws Exception {
    File der = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "zoo.crl");
    assertStatus(open(der), alice, REVOKED, "zoo.crl", "keyCompromise", "since");
    assertStatus(open(der), bob, GOOD, "zoo.crl");
    assertThat(find(open(der), bob).source()).isEqualTo("crl");
  }

  @Test
  void pemIsReadAsWellAndMayHoldSeveralLists() throws Exception {
    Pki ark = Pki.root("ark");
    Issued noah = ark.client("noah");
    String both =
        "some text\r\n"
            + CrlRecipe.of(ark).number(1).revoke(serial(noah)).pem().replace("\n", "\r\n")
            + CrlRecipe.of(zoo).number(1).revoke(serial(alice)).pem();
    File file = CrlRecipe.write(directory, "both.pem", both.getBytes(StandardCharsets.US_ASCII));
    CrlStore store = open(file);
    assertStatus(store, alice, REVOKED);
    assertThat(store.find(noah.certificate(), ark.certificate(), Instant.now()).status())
        .isEqualTo(REVOKED);
    assertThat(store.index().lists()).hasSize(2);
  }

  @Test
  void otherIssuersAreNotSpokenOf() throws Exception {
    CrlStore store = open(CrlRecipe.of(Pki.root("ark")).number(1).in(directory, "ark.crl"));
    assertStatus(store, alice, NOT_AVAILABLE, "CN=zoo");
  }

  @Test
  void listOfACaWithTheSameNameAndAnotherKeyNeverCounts() throws Exception {
    CrlStore store = open(CrlRecipe.of(Pki.root("zoo")).number(1).in(directory, "zoo.crl"));
    assertStatus(store, alice, UNKNOWN, "signature");
    CrlStore rsa =
        open(CrlRecipe.of(zoo).number(1).signedBy(Keys.rsa(2048)).in(directory, "rsa.crl"));
    assertStatus(rsa, alice, UNKNOWN, "signature");
    Pki first = Pki.root("rsa", Keys.rsa(2048));
    CrlStore second =
        open(CrlRecipe.of(Pki.root("rsa", Keys.rsa(2048))).number(1).in(directory, "second.crl"));
    assertThat(
            second
                .find(first.client("a").certificate(), first.certificate(), Instant.now())
                .status())
        .isEqualTo(UNKNOWN);
  }

  @Test
  void rsaPssAndEdDsaSignaturesAreUnderstood() throws Exception {
    Pki rsa = Pki.root("rsa", Keys.rsa(2048));
    Issued client = rsa.client("r");
    File file =
        CrlRecipe.of(rsa)
            .number(1)
            .signedWith("RSASSA-PSS")
            .revoke(serial(client))
            .in(directory, "pss.crl");
    assertThat(open(file).find(client.certificate(), rsa.certificate(), Instant.now()).status())
        .isEqualTo(REVOKED);
    Pki ed = Pki.root("ed", Keys.ed25519());
    Issued edClient = ed.client("e");
    File edFile = CrlRecipe.of(ed).number(1).revoke(serial(edClient)).in(directory, "ed.crl");
    assertThat(open(edFile).find(edClient.certificate(), ed.certificate(), Instant.now()).status())
        .isEqualTo(REVOKED);
  }

  @Test
  void issuerNeedsCrlSignWhereItHasAKeyUsage() throws Exception {
    Pki signing = zoo.intermediate(zoo.issueAs("CN=no crl").ca().keyUsage(KeyUsage.keyCertSign));
    Issued carol = signing.client("carol");
    CrlStore store = open(CrlRecipe.of(signing).number(1).in(directory, "a.crl"));
    RevocationFinding finding =
        store.find(carol.certificate(), signing.certificate(), Instant.now());
    assertThat(finding.status()).isEqualTo(UNKNOWN);
    assertThat(finding.detail()).contains("cRLSign");
    Pki silent = zoo.intermediate(zoo.issueAs("CN=silent").ca().keyUsage(0));
    Issued dave = silent.client("dave");
    CrlStore other = open(CrlRecipe.of(silent).number(1).in(directory, "b.crl"));
    assertThat(other.find(dave.certificate(), silent.certificate(), Instant.now()).status())
        .isEqualTo(GOOD);
  }

  @Test
  void outdatedListCountsAsNone() throws Exception {
    Instant now = Instant.now();
    CrlStore store =
        open(
            CrlRecipe.of(zoo)
                .number(1)
                .dated(now.minusSeconds(7200), now.minusSeconds(10))
                .revoke(serial(alice))
                .in(directory, "zoo.crl"));
    assertStatus(store, bob, UNKNOWN, "outdated");
    assertStatus(store, alice, UNKNOWN, "outdated");
  }

  @Test
  void futureListCountsAsNoneBeyondFiveMinutesOfSkew() throws Exception {
    Instant now = Instant.now();
    Instant later = now.plusSeconds(9000);
    CrlStore future =
        open(CrlRecipe.of(zoo).number(1).dated(now.plusSeconds(400), later).in(directory, "a.crl"));
    assertStatus(future, bob, UNKNOWN, "future");
    CrlStore skewed =
        open(CrlRecipe.of(zoo).number(1).dated(now.plusSeconds(200), later).in(directory, "b.crl"));
    assertStatus(skewed, bob, GOOD);
  }

  @Test
  void listWithoutNextUpdateIsRefused() {
    assertRefused(
        CrlRecipe.of(zoo).number(1).dated(Instant.now(), null).in(directory, "zoo.crl"),
        "nextUpdate");
  }

  @Test
  void unknownCriticalExtensionsRefuseTheList() {
    assertRefused(
        CrlRecipe.of(zoo).extension(STRANGE, true, DERNull.INSTANCE).in(directory, "a.crl"),
        "1.2.3.4.5");
    assertRefused(
        CrlRecipe.of(zoo)
            .entry(BigInteger.TEN, STRANGE, true, DERNull.INSTANCE)
            .in(directory, "b.crl"),
        "1.2.3.4.5");
    assertRefused(
        CrlRecipe.of(zoo)
            .extension(Extension.cRLNumber, true, new CRLNumber(BigInteger.ONE))
            .in(directory, "c.crl"),
        "CRL number is critical");
  }

  @Test
  void unknownExtensionsThatAreNotCriticalAreIgnored() throws Exception {
    CrlStore store =
        open(
            CrlRecipe.of(zoo)
                .number(1)
                .extension(STRANGE, false, DERNull.INSTANCE)
                .entry(serial(alice), STRANGE, false, DERNull.INSTANCE)
                .in(directory, "zoo.crl"));
    assertStatus(store, alice, REVOKED, "unspecified");
  }

  @Test
  void weakSignaturesRefuseTheList() {
    Pki rsa = Pki.root("rsa", Keys.rsa(2048));
    assertRefused(CrlRecipe.of(rsa).signedWith("SHA1withRSA").in(directory, "a.crl"), "SHA-1");
    assertRefused(CrlRecipe.of(rsa).signedWith("MD5withRSA").in(directory, "b.crl"), "MD5");
  }

  @Test
  void brokenFilesAreConfigurationErrors() throws Exception {
    byte[] good = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).der();
    assertRefused(CrlRecipe.write(directory, "empty.crl", new byte[0]), "empty");
    assertRefused(
        CrlRecipe.write(directory, "text.crl", "hello".getBytes(StandardCharsets.US_ASCII)),
        "no revocation list");
    assertRefused(directory.resolve("missing.crl").toFile(), "cannot be read");
    assertRefused(
        CrlRecipe.write(directory, "tail.crl", Arrays.copyOf(good, good.length + 1)), "follow");
    String pem = CrlRecipe.of(zoo).number(1).pem();
    assertRefused(
        CrlRecipe.write(
            directory,
            "cut.pem",
            pem.substring(0, pem.length() - 40).getBytes(StandardCharsets.US_ASCII)),
        "");
    for (int length = 3; length < good.length; length += 7) {
      File cut = CrlRecipe.write(directory, "cut.crl", Arrays.copyOf(good, length));
      assertRefused(cut, "revocation list");
    }
  }

  @Test
  void damagedBytesNeverMakeAUsableList() throws Exception {
    byte[] good = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).der();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x01;
      File file = CrlRecipe.write(directory, "bad.crl", bad);
      try {
        assertThat(find(open(file), bob).status()).as("byte " + i).isNotEqualTo(GOOD);
      } catch (ConfigurationException e) {
        assertThat(e.key()).isEqualTo("revocation.crl");
      }
    }
  }

  @Test
  void scopeIsHonoured() throws Exception {
    Pki keepers = zoo.intermediate("keepers");
    Issued authority = keepers.authority();
    CrlStore users =
        open(CrlRecipe.of(zoo).number(1).scope(scope(true, false, false)).in(directory, "u.crl"));
    assertStatus(users, alice, GOOD);
    assertStatus(users, authority, UNKNOWN, "end-entity certificates only");
    CrlStore authorities =
        open(CrlRecipe.of(zoo).number(1).scope(scope(false, true, false)).in(directory, "c.crl"));
    assertStatus(authorities, authority, GOOD);
    assertStatus(authorities, alice, UNKNOWN, "CA certificates only");
    CrlStore attributes =
        open(CrlRecipe.of(zoo).number(1).scope(scope(false, false, true)).in(directory, "a.crl"));
    assertStatus(attributes, alice, UNKNOWN, "attribute certificates only");
  }

  private static IssuingDistributionPoint scope(
      boolean users, boolean authorities, boolean attributes) {
    return new IssuingDistributionPoint(null, users, authorities, null, false, attributes);
  }

  @Test
  void distributionPointOfTheListMustBeNamedByTheCertificate() throws Exception {
    DistributionPointName point =
        new DistributionPointName(
            new GeneralNames(
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://zoo/1.crl")));
    CrlStore store =
        open(
            CrlRecipe.of(zoo)
                .number(1)
                .scope(new IssuingDistributionPoint(point, false, false, null, false, false))
                .in(directory, "zoo.crl"));
    assertStatus(store, alice, UNKNOWN, "distribution point");
    assertStatus(store, zoo.issue("a").crlDistributionPoint("http://zoo/2.crl").make(), UNKNOWN);
    assertStatus(store, zoo.issue("a").crlDistributionPoint("http://zoo/1.crl").make(), GOOD);
  }

  @Test
  void listsOfSomeReasonsProveNobodyGoodUntilTheyCoverAll() throws Exception {
    ReasonFlags some = new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
    ReasonFlags others =
        new ReasonFlags(
            ReasonFlags.affiliationChanged
                | ReasonFlags.superseded
                | ReasonFlags.cessationOfOperation
                | ReasonFlags.certificateHold
                | ReasonFlags.privilegeWithdrawn
                | ReasonFlags.aACompromise);
    File first =
        CrlRecipe.of(zoo)
            .number(1)
            .scope(new IssuingDistributionPoint(null, false, false, some, false, false))
            .revoke(serial(alice))
            .in(directory, "a.crl");
    File second =
        CrlRecipe.of(zoo)
            .number(2)
            .scope(new IssuingDistributionPoint(null, false, false, others, false, false))
            .in(directory, "b.crl");
    assertStatus(open(first), alice, REVOKED);
    assertStatus(open(first), bob, UNKNOWN, "only some reasons");
    assertStatus(open(first, second), bob, GOOD);
    assertStatus(open(first, second), alice, REVOKED);
  }

  @Test
  void entriesOfOtherIssuersNeedAnIndirectList() throws Exception {
    Pki ark = Pki.root("ark");
    assertRefused(
        CrlRecipe.of(zoo).number(1).entryOf(ark, serial(alice)).in(directory, "a.crl"),
        "other issuers");
    File indirect =
        CrlRecipe.of(zoo)
            .number(1)
            .scope(new IssuingDistributionPoint(null, false, false, null, true, false))
            .revoke(serial(bob))
            .entryOf(ark, serial(alice))
            .in(directory, "b.crl");
    assertStatus(open(indirect), bob, REVOKED);
    assertStatus(open(indirect), alice, GOOD);
  }

  @Test
  void deltaAddsToAndRemovesFromItsBase() throws Exception {
    Issued carol = zoo.client("carol");
    File base =
        CrlRecipe.of(zoo)
            .number(5)
            .revoke(serial(alice), 6)
            .revoke(serial(carol))
            .in(directory, "base.crl");
    File delta =
        CrlRecipe.of(zoo)
            .number(6)
            .delta(5)
            .revoke(serial(alice), 8)
            .revoke(serial(bob))
            .in(directory, "delta.crl");
    assertStatus(open(base), alice, REVOKED, "certificateHold");
    assertStatus(open(base, delta), alice, GOOD);
    assertStatus(open(base, delta), bob, REVOKED, "delta.crl");
    assertStatus(open(base, delta), carol, REVOKED, "base.crl");
  }

  @Test
  void deltaWithoutItsBaseProvesNobodyGood() throws Exception {
    File delta =
        CrlRecipe.of(zoo).number(9).delta(8).revoke(serial(alice)).in(directory, "delta.crl");
    File tooOld = CrlRecipe.of(zoo).number(7).revoke(serial(bob)).in(directory, "base.crl");
    assertStatus(open(delta), bob, UNKNOWN, "delta");
    assertStatus(open(delta), alice, REVOKED);
    assertStatus(open(delta, tooOld), bob, REVOKED, "base.crl");
    assertStatus(open(delta, tooOld), alice, REVOKED, "delta.crl");
    assertStatus(open(delta, tooOld), zoo.client("carol"), GOOD);
    File removal =
        CrlRecipe.of(zoo).number(9).delta(8).revoke(serial(bob), 8).in(directory, "removal.crl");
    assertStatus(open(removal, tooOld), bob, REVOKED, "base.crl");
    assertRefused(CrlRecipe.of(zoo).delta(8).in(directory, "nameless.crl"), "CRL number");
    assertRefused(
        CrlRecipe.of(zoo).number(1).revoke(serial(alice), 8).in(directory, "c.crl"),
        "removeFromCRL");
  }

  @Test
  void newestListOfAScopeCounts() throws Exception {
    Instant now = Instant.now();
    File old =
        CrlRecipe.of(zoo)
            .number(1)
            .dated(now.minusSeconds(600), now.plusSeconds(600))
            .revoke(serial(alice), 6)
            .in(directory, "a.crl");
    File fresh = CrlRecipe.of(zoo).number(2).in(directory, "b.crl");
    assertStatus(open(old, fresh), alice, GOOD, "b.crl");
    assertStatus(open(fresh, old), alice, GOOD, "b.crl");
  }

  @Test
  void changedFileIsTakenOver() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).in(directory, "zoo.crl");
    CrlStore store = open(file);
    assertStatus(store, alice, GOOD);
    assertThat(store.refresh(List.of(file))).isEmpty();
    CrlRecipe.of(zoo).number(2).revoke(serial(alice)).in(directory, "zoo.crl");
    List<CrlChange> changes = store.refresh(List.of(file));
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).kind()).isEqualTo(CrlChange.Kind.UPDATED);
    assertThat(changes.get(0).detail()).contains("CN=zoo", "1 entry");
    assertStatus(store, alice, REVOKED);
  }

  @Test
  void rewriteOfTheSameLengthAndDateIsSeen() throws Exception {
    Pki rsa = Pki.root("rsa", Keys.rsa(2048));
    Issued client = rsa.client("r");
    Instant now = Instant.now();
    CrlRecipe first = CrlRecipe.of(rsa).number(1).dated(now, now.plusSeconds(99));
    CrlRecipe second = CrlRecipe.of(rsa).number(2).dated(now, now.plusSeconds(99));
    File file = first.revoke(BigInteger.ONE.shiftLeft(126)).in(directory, "zoo.crl");
    assertThat(file.setLastModified(1_600_000_000_000L)).isTrue();
    CrlStore store = open(file);
    assertThat(store.refresh(List.of(file))).isEmpty();
    long length = file.length();
    second
        .revoke(serial(client).mod(BigInteger.ONE.shiftLeft(126)).setBit(126))
        .in(directory, "zoo.crl");
    assertThat(file.setLastModified(1_600_000_000_000L)).isTrue();
    assertThat(file.length()).isEqualTo(length);
    assertThat(store.refresh(List.of(file))).hasSize(1);
  }

  @Test
  void swapOfASymbolicLinkIsSeen() throws Exception {
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    CrlRecipe.of(zoo).number(1).in(one, "zoo.crl");
    CrlRecipe.of(zoo).number(2).revoke(serial(alice)).in(two, "zoo.crl");
    Path data = Files.createSymbolicLink(directory.resolve("..data"), one);
    File file = data.resolve("zoo.crl").toFile();
    CrlStore store = open(file);
    assertStatus(store, alice, GOOD);
    Files.delete(data);
    Files.createSymbolicLink(data, two);
    assertThat(store.refresh(List.of(file))).hasSize(1);
    assertStatus(store, alice, REVOKED);
  }

  @Test
  void brokenFileLeavesTheLastGoodListInForceAndIsReportedOnce() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "zoo.crl");
    CrlStore store = open(file);
    for (byte[] broken : List.of(new byte[0], new byte[] {0x30, (byte) 0x82, 1})) {
      CrlRecipe.write(directory, "zoo.crl", broken);
      List<CrlChange> changes = store.refresh(List.of(file));
      assertThat(changes).hasSize(1);
      assertThat(changes.get(0).kind()).isEqualTo(CrlChange.Kind.REFUSED);
      assertThat(store.refresh(List.of(file))).isEmpty();
      assertStatus(store, alice, REVOKED);
      assertStatus(store, bob, GOOD);
    }
    CrlRecipe.of(zoo).number(2).in(directory, "zoo.crl");
    assertThat(store.refresh(List.of(file))).hasSize(1);
    assertStatus(store, alice, GOOD);
  }

  @Test
  void olderListIsRefused() throws Exception {
    Instant now = Instant.now();
    File file = CrlRecipe.of(zoo).number(7).revoke(serial(alice)).in(directory, "zoo.crl");
    CrlStore store = open(file);
    CrlRecipe.of(zoo).number(6).in(directory, "zoo.crl");
    assertThat(store.refresh(List.of(file)).get(0).detail()).contains("older", "6");
    CrlRecipe.of(zoo)
        .dated(now.minusSeconds(500), now.plusSeconds(3600))
        .number(7)
        .in(directory, "zoo.crl");
    assertThat(store.refresh(List.of(file)).get(0).detail()).contains("older");
    assertStatus(store, alice, REVOKED);
  }

  @Test
  void listOfAnotherKeyDoesNotReplaceAVerifiedOne() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "zoo.crl");
    CrlStore store = open(file);
    assertStatus(store, alice, REVOKED);
    CrlRecipe.of(zoo).number(2).signedBy(Keys.ec()).in(directory, "zoo.crl");
    assertThat(store.refresh(List.of(file)).get(0).detail()).contains("not signed by the key");
    assertStatus(store, alice, REVOKED);
  }

  @Test
  void vanishedFileStaysInForceUntilAnotherSupersedesIt() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "1.crl");
    CrlStore store = open(file);
    assertThat(store.refresh(List.of()))
        .extracting(CrlChange::kind)
        .containsExactly(CrlChange.Kind.VANISHED);
    assertThat(store.refresh(List.of())).as("told once").isEmpty();
    assertThat(store.status().get(0).lastError()).isEqualTo("the file is gone");
    assertStatus(store, alice, REVOKED);
    File next = CrlRecipe.of(zoo).number(2).in(directory, "2.crl");
    List<CrlChange> changes = store.refresh(List.of(next));
    assertThat(changes)
        .extracting(CrlChange::kind)
        .containsExactly(CrlChange.Kind.UPDATED, CrlChange.Kind.REMOVED);
    assertThat(store.index().lists()).hasSize(1);
  }

  @Test
  void fileThatComesBackIsNoChange() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).in(directory, "1.crl");
    CrlStore store = open(file);
    store.refresh(List.of());
    assertThat(store.refresh(List.of(file))).isEmpty();
    assertThat(store.status().get(0).lastError()).isEmpty();
    assertThat(store.refresh(List.of())).as("gone for a second time").hasSize(1);
  }

  @Test
  void listThatRunsOutIsToldOnceAndNotWhereANewerOneIsThere() throws Exception {
    Instant past = Instant.now().minusSeconds(10);
    File old = CrlRecipe.of(zoo).number(1).dated(past.minusSeconds(9), past).in(directory, "1.crl");
    CrlStore store = open(old);
    assertThat(store.outdated())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(CrlChange.Kind.STALE);
              assertThat(change.detail()).contains("CN=zoo", "does not count any more");
            });
    assertThat(store.outdated()).as("told once").isEmpty();
    store.refresh(List.of(old));
    assertThat(store.outdated()).isEmpty();

    File next = CrlRecipe.of(zoo).number(2).in(directory, "2.crl");
    assertThat(open(old, next).outdated()).isEmpty();
    CrlStore patient =
        CrlStore.open(List.of(old), Clock.systemUTC(), java.time.Duration.ofHours(1));
    assertThat(patient.outdated().get(0).detail()).contains("counts until");
  }

  @Test
  void statusTellsOfEachListAndOfFilesThatHaveNone() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "zoo.crl");
    CrlStore store = open(file);
    find(store, alice);
    find(store, bob);
    File broken = CrlRecipe.write(directory, "broken.crl", new byte[] {1, 2, 3});
    store.refresh(List.of(file, broken));

    assertThat(store.status()).hasSize(2);
    SourceStatus list = store.status().get(0);
    assertThat(list.source()).isEqualTo(file.getPath());
    assertThat(list.entries()).isEqualTo(1);
    assertThat(list.hits()).isEqualTo(2);
    assertThat(list.bytes()).isGreaterThan(0);
    assertThat(list.nextUpdate()).isAfter(Instant.now());
    assertThat(list.lastError()).isEmpty();
    assertThat(store.status().get(1).lastError()).isNotEmpty();
  }

  @Test
  void listStaysGoodWhereItsFileBreaksBeforeItsFirstUse() throws Exception {
    for (Pki issuer :
        List.of(zoo, Pki.root("rsa", Keys.rsa(2048)), Pki.root("ed", Keys.ed25519()))) {
      Issued client = issuer.client("client");
      File file = CrlRecipe.of(issuer).number(1).revoke(serial(client)).in(directory, "zoo.crl");
      CrlStore store = open(file);
      CrlRecipe.write(directory, "zoo.crl", new byte[0]);
      assertThat(store.find(client.certificate(), issuer.certificate(), Instant.now()).status())
          .isEqualTo(REVOKED);
    }
  }

  @Test
  void signatureIsCheckedOnceForEachKey() throws Exception {
    File file = CrlRecipe.of(zoo).number(1).revoke(serial(alice)).in(directory, "zoo.crl");
    CrlStore store = open(file);
    assertStatus(store, alice, REVOKED);
    Files.delete(file.toPath());
    assertStatus(store, alice, REVOKED);
    assertStatus(store, bob, GOOD);
  }
}

package io.mtlsagent.it.status;

import io.mtlsagent.it.status.StatusFaults.Status;
import io.mtlsagent.testing.CrlRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;

/** What is wrong with revocation lists, downloaded and local ones, and what must not be. */
final class ListFaults {

  private static final ASN1ObjectIdentifier UNHEARD_OF = new ASN1ObjectIdentifier("1.2.3.4.5");

  /** Reason codes of entries: RFC 5280, section 5.3.1. */
  private static final int HOLD = 6;

  private static final int REMOVED = 8;

  private final StatusFaults faults;

  ListFaults(StatusFaults faults) {
    this.faults = faults;
  }

  void add() throws Exception {
    addLists();
    addScopes();
    addLocalLists();
  }

  private void addLists() throws Exception {
    Instant now = Instant.now();
    Instant hourAgo = now.minus(Duration.ofHours(1));
    Instant later = now.plus(Duration.ofHours(2));
    list("without entries", Status.GOOD, (of, client) -> of);
    list("with the client", Status.REVOKED, (of, client) -> of.revoke(client));
    list("wrong signer", Status.UNKNOWN, (of, client) -> of.signedBy(Keys.ec()));
    list("expired", Status.UNKNOWN, (of, client) -> of.dated(hourAgo, now.minusSeconds(60)));
    list("future", Status.UNKNOWN, (of, client) -> of.dated(now.plusSeconds(3600), later));
    list(
        "within the skew of clocks",
        Status.GOOD,
        (of, client) -> of.dated(now.plusSeconds(240), later));
    list(
        "unknown critical extension",
        Status.UNKNOWN,
        (of, client) -> of.extension(UNHEARD_OF, true, DERNull.INSTANCE));
    list(
        "unknown critical extension of an entry",
        Status.UNKNOWN,
        (of, client) -> of.entry(BigInteger.TEN, UNHEARD_OF, true, DERNull.INSTANCE));
    list("delta alone", Status.UNKNOWN, (of, client) -> of.number(9).delta(8));
    Pki authority = faults.authority();
    byte[] list = StatusFaults.sameNameAs(authority).crl().getEncoded();
    faults.add(
        "crl same name",
        Status.UNKNOWN,
        StatusFaults.clientOfList(authority, faults.answering(200, list)));
    authority = faults.authority();
    list = authority.crl().getEncoded();
    byte[] whole = RawHttpServer.answer(200, list);
    String cut =
        faults.keep(RawHttpServer.answering(Arrays.copyOf(whole, whole.length - 40))).url();
    faults.add("crl cut by the network", Status.UNKNOWN, StatusFaults.clientOfList(authority, cut));
    String cutBefore = faults.answering(200, Arrays.copyOf(list, list.length - 40));
    faults.add("crl truncated", Status.UNKNOWN, StatusFaults.clientOfList(authority, cutBefore));
    String slow = faults.keep(RawHttpServer.slow(StatusFaults.SLOW_MILLIS, whole)).url();
    faults.add("crl slow", Status.GOOD, StatusFaults.clientOfList(authority, slow));
  }

  private interface Listing {
    CrlRecipe of(CrlRecipe list, BigInteger client);
  }

  private void list(String name, Status status, Listing listing) throws Exception {
    Pki authority = faults.authority();
    BigInteger serial = BigInteger.valueOf(1000 + faults.count());
    byte[] list = listing.of(CrlRecipe.of(authority), serial).der();
    Issued client =
        StatusFaults.client(authority)
            .serial(serial)
            .crlDistributionPoint(faults.answering(200, list) + "/ca.crl")
            .make();
    faults.add("crl " + name, status, client);
  }

  /** RFC 5280, section 5.2.5. */
  private void addScopes() throws Exception {
    scope("of users only", Status.GOOD, point(true, false, null, false));
    scope("of authorities only", Status.UNKNOWN, point(false, true, null, false));
    ReasonFlags some = new ReasonFlags(ReasonFlags.keyCompromise);
    scope("of some reasons only", Status.UNKNOWN, point(false, false, some, false));
    scope(
        "of attribute certificates only",
        Status.UNKNOWN,
        new IssuingDistributionPoint(null, false, false, null, false, true));
    GeneralName elsewhere =
        new GeneralName(GeneralName.uniformResourceIdentifier, "http://elsewhere.example/ca.crl");
    scope(
        "of another distribution point",
        Status.UNKNOWN,
        new IssuingDistributionPoint(
            new DistributionPointName(new GeneralNames(elsewhere)),
            false,
            false,
            null,
            false,
            false));
    Pki other = Pki.root("other issuer");
    list(
        "with an entry of another issuer",
        Status.UNKNOWN,
        (of, client) -> of.entryOf(other, client));
    list(
        "indirect, with an entry of another issuer",
        Status.GOOD,
        (of, client) -> of.scope(point(false, false, null, true)).entryOf(other, client));
    list(
        "indirect, with the client",
        Status.REVOKED,
        (of, client) -> of.scope(point(false, false, null, true)).revoke(client));
  }

  private void scope(String name, Status status, IssuingDistributionPoint scope) throws Exception {
    list(name, status, (of, client) -> of.scope(scope));
  }

  private static IssuingDistributionPoint point(
      boolean users, boolean authorities, ReasonFlags reasons, boolean indirect) {
    return new IssuingDistributionPoint(null, users, authorities, reasons, indirect, false);
  }

  /** Base and delta lists; without a base of the number that the delta needs it proves nothing. */
  private void addLocalLists() {
    local(
        "removed by a delta",
        Status.GOOD,
        (of, client) -> of.number(5).revoke(client, HOLD),
        (of, client) -> of.number(6).delta(5).revoke(client, REMOVED));
    local(
        "added by a delta",
        Status.REVOKED,
        (of, client) -> of.number(5),
        (of, client) -> of.number(6).delta(5).revoke(client));
    local(
        "removed by a delta of a newer base",
        Status.REVOKED,
        (of, client) -> of.number(5).revoke(client, HOLD),
        (of, client) -> of.number(9).delta(8).revoke(client, REMOVED));
    local("delta without a base", Status.UNKNOWN, (of, client) -> of.number(9).delta(8));
  }

  private void local(String name, Status status, Listing... listings) {
    Pki authority = faults.authority();
    Issued client = StatusFaults.client(authority).make();
    for (int i = 0; i < listings.length; i++) {
      listings[i]
          .of(CrlRecipe.of(authority), client.certificate().getSerialNumber())
          .in(faults.folder(), faults.count() + "-" + i + ".crl");
    }
    faults.add("local crl " + name, status, client);
  }
}

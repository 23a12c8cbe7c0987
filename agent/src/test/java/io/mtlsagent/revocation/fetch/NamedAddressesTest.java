package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.junit.jupiter.api.Test;

class NamedAddressesTest {

  private final Pki zoo = Pki.root("zoo");
  private final NamedAddresses addresses = new NamedAddresses();

  @Test
  void addressesOfACertificateAreReadOnce() {
    X509Certificate alice = certificate("alice");

    assertThat(addresses.ofLists(alice))
        .isEqualTo(StatusAddresses.ofLists(alice))
        .hasSize(1)
        .isSameAs(addresses.ofLists(alice));
    assertThat(addresses.ofResponders(alice))
        .isEqualTo(StatusAddresses.ofResponders(alice))
        .hasSize(1)
        .isSameAs(addresses.ofResponders(alice));
  }

  @Test
  void eachCertificateHasItsOwnAddresses() {
    X509Certificate alice = certificate("alice");
    X509Certificate bob = certificate("bob");

    assertThat(addresses.ofLists(alice)).isNotEqualTo(addresses.ofLists(bob));
    assertThat(addresses.ofResponders(alice)).isNotEqualTo(addresses.ofResponders(bob));
  }

  @Test
  void certificateThatNamesNoAddressIsRememberedToo() {
    X509Certificate carol = zoo.client("carol").certificate();

    assertThat(addresses.ofLists(carol)).isEmpty();
    assertThat(addresses.ofLists(carol)).isSameAs(addresses.ofLists(carol));
    assertThat(addresses.ofResponders(carol)).isSameAs(addresses.ofResponders(carol));
  }

  private X509Certificate certificate(String name) {
    String url = "http://" + name + ".example/";
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, url);
    return zoo.issue(name)
        .forClient()
        .crlDistributionPoint(url)
        .extension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(X509ObjectIdentifiers.id_ad_ocsp, uri))
        .make()
        .certificate();
  }
}

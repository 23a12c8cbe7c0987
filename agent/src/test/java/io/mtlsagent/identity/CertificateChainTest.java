package io.mtlsagent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateChainTest {

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");
  private final Pki nightShift = keepers.intermediate("night shift");
  private final Issued alice = nightShift.client("alice");

  @Test
  void orderIsMendedFromTheLeafUp() {
    CertificateChain chain =
        chain(keepers.certificate(), nightShift.certificate(), alice.certificate());

    assertThat(chain.certificates())
        .containsExactly(alice.certificate(), nightShift.certificate(), keepers.certificate());
    assertThat(chain.notes()).isEmpty();
  }

  @Test
  void rootAtTheEndIsNotSent() {
    assertThat(
            chain(
                    alice.certificate(),
                    nightShift.certificate(),
                    keepers.certificate(),
                    zoo.certificate())
                .certificates())
        .containsExactly(alice.certificate(), nightShift.certificate(), keepers.certificate());
  }

  @Test
  void selfSignedLeafIsKept() {
    X509Certificate alone = zoo.certificate();

    assertThat(CertificateChain.of(alone, List.of(alone)).certificates()).containsExactly(alone);
  }

  @Test
  void unrelatedCertificateIsDroppedWithANote() {
    CertificateChain chain = chain(Pki.root("circus").certificate(), alice.certificate());

    assertThat(chain.certificates()).containsExactly(alice.certificate());
    assertThat(chain.notes())
        .containsExactly(
            "the certificate CN=circus beside ours is not among its issuers and is left out. "
                + "Remove it from the file.");
  }

  @Test
  void issuerOfTheSameNameWithAnotherKeyIsNotTaken() {
    X509Certificate impostor = zoo.intermediate("night shift").certificate();

    assertThat(chain(impostor, alice.certificate()).certificates())
        .containsExactly(alice.certificate());
    assertThat(chain(impostor, nightShift.certificate(), alice.certificate()).certificates())
        .containsExactly(alice.certificate(), nightShift.certificate());
  }

  /** RFC 5280, section 7.1: case and inner blanks do not count. */
  @Test
  void issuerIsFoundAlthoughItsNameIsWrittenInAnotherWay() throws Exception {
    Pki other = Pki.root("Night  Shift", nightShift.authority().key());

    assertThat(chain(alice.certificate(), other.certificate()).certificates())
        .containsExactly(alice.certificate());
    assertThat(chain(alice.certificate(), other.certificate()).notes()).isEmpty();
  }

  @Test
  void sameCertificateTwiceIsNoFault() {
    CertificateChain chain =
        chain(
            alice.certificate(),
            alice.certificate(),
            nightShift.certificate(),
            nightShift.certificate());

    assertThat(chain.certificates()).containsExactly(alice.certificate(), nightShift.certificate());
    assertThat(chain.notes()).isEmpty();
  }

  private CertificateChain chain(X509Certificate... certificates) {
    return CertificateChain.of(alice.certificate(), List.of(certificates));
  }
}

package io.mtlsagent.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.testing.CrlRecipe;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists go over http: somebody on the way has every one that the issuer has ever signed. */
class DownloadedCrlTest {

  private final Instant now = Instant.now();
  private final Pki zoo = Pki.root("zoo");

  @Test
  void aDeltaListDoesNotReplaceACompleteOne() throws Exception {
    CertificateRevocationList complete = read(complete(5, 0), null);

    assertRefused(complete(6, 10).delta(5), complete, "delta list");
  }

  @Test
  void aListOfOtherCertificatesDoesNotReplaceOneThatIsNotOutdated() throws Exception {
    CertificateRevocationList complete = read(complete(5, 0), null);

    assertRefused(complete(6, 10).scope(ofAuthorities()), complete, "other certificates");
  }

  @Test
  void noListOfAnotherKindIsAStepBackToAnOlderOne() throws Exception {
    CertificateRevocationList delta = read(complete(6, 10).delta(5), null);

    assertRefused(complete(4, 0), delta, "older than the list in force");
  }

  @Test
  void whereTheListIsOutdatedOneOfOtherCertificatesReplacesIt() throws Exception {
    CrlRecipe brief = CrlRecipe.of(zoo).number(5).dated(now.minusSeconds(60), now.minusSeconds(9));
    CertificateRevocationList outdated =
        DownloadedCrl.read(content(brief), issuers(), null, Duration.ofSeconds(30), now);

    assertThat(read(complete(6, 20).scope(ofAuthorities()), outdated).number()).isPresent();
  }

  @Test
  void anAuthorityThatRenewsItsKeyMayCountItsListsAnew() throws Exception {
    CertificateRevocationList former = read(complete(5, 0), null);
    Pki renewed = Pki.root("zoo");
    CrlRecipe first =
        CrlRecipe.of(renewed).number(1).dated(now.minusSeconds(50), now.plusSeconds(3600));
    List<X509Certificate> both = List.of(zoo.certificate(), renewed.certificate());

    assertThat(DownloadedCrl.read(content(first), both, former, Duration.ZERO, now).number())
        .hasValue(BigInteger.ONE);
  }

  private CrlRecipe complete(long number, long secondsLater) {
    Instant from = now.minusSeconds(60).plusSeconds(secondsLater);
    return CrlRecipe.of(zoo).number(number).dated(from, now.plusSeconds(3600));
  }

  private static IssuingDistributionPoint ofAuthorities() {
    return new IssuingDistributionPoint(null, false, true, null, false, false);
  }

  private void assertRefused(
      CrlRecipe fresh, CertificateRevocationList inForce, String expectedReason) {
    assertThatThrownBy(() -> read(fresh, inForce))
        .isInstanceOfSatisfying(
            CrlRefusedException.class,
            refused -> assertThat(refused.reason()).contains(expectedReason));
  }

  private CertificateRevocationList read(
      CrlRecipe fresh, @Nullable CertificateRevocationList inForce)
      throws IOException, CrlRefusedException {
    return DownloadedCrl.read(content(fresh), issuers(), inForce, Duration.ZERO, now);
  }

  private List<X509Certificate> issuers() {
    return List.of(zoo.certificate());
  }

  private static CrlContent content(CrlRecipe recipe) {
    byte[] der = recipe.der();
    return new CrlContent() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(der);
      }

      @Override
      public String name() {
        return "http://ca.example/list";
      }
    };
  }
}

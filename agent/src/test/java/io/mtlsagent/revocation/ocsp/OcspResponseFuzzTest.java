package io.mtlsagent.revocation.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.revocation.fetch.FetchException;
import io.mtlsagent.testing.FuzzMaterial;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** Whatever a responder answers: no other exception comes of it, and nothing forged is believed. */
class OcspResponseFuzzTest {

  private static final X509Certificate ALICE = FuzzMaterial.certificate("alice");

  /** Has signed nothing, so that every answer in its name is forged. */
  private static final X509Certificate ISSUER = Pki.root("keepers").certificate();

  private final CertificateId id;
  private final OcspVerification verification =
      new OcspVerification((certificate, issuer, now) -> null, Duration.ofDays(10_000));

  OcspResponseFuzzTest() throws MalformedDerException {
    id = CertificateId.of(ALICE, FuzzMaterial.certificate("keepers"));
  }

  @FuzzTest
  void noForgedAnswerIsBelieved(byte[] data) {
    try {
      OcspResponse.parse(data, id);
    } catch (MalformedDerException | FetchException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
    try {
      verification.verify(data, id, ISSUER, null, FuzzMaterial.now());
      throw new AssertionError("a forged answer was believed");
    } catch (FetchException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}

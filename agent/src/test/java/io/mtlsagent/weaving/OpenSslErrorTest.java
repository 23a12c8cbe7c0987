package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslErrorTest {

  @ParameterizedTest
  @CsvSource({
    "error:10000412:SSL routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE, bad_certificate",
    "error:0A000418:SSL routines::tlsv1 alert unknown ca, unknown_ca",
    "error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA (external/x.cc:1), unknown_ca"
  })
  void anAlertOfThePeerIsToldByItsName(String text, String alert) {
    assertThat(new OpenSslError(text).failure(null))
        .extracting("received", "alertName")
        .containsExactly(true, alert);
  }

  @Test
  void aMissingCertificateIsToldAsSuch() {
    String text = "error:100000c0:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE";

    assertThat(new OpenSslError(text).failure(new SSLHandshakeException(text)))
        .extracting("received", "alertName", "alert")
        .containsExactly(false, "certificate_required", 116);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error:1000009c:SSL routines:OPENSSL_internal:HTTP_REQUEST",
        "error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER"
      })
  void whoSpeaksNoTlsIsNoPeer(String text) {
    assertThat(new OpenSslError(text).isOfTls()).isFalse();
  }

  @Test
  void anErrorWithoutTextIsOneOfTls() {
    assertThat(new OpenSslError(null).isOfTls()).isTrue();
  }
}

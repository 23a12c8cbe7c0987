package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.policy.Role;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever names a certificate has: it is let in by a DNS name only if the JDK reads that name. */
class PeerNamesFuzzTest {

  private final AccessRules allow;
  private final AccessRules deny;

  PeerNamesFuzzTest() throws ConfigurationException {
    allow = Lists.of(Role.CLIENT, "DNS:alice.example", null);
    deny =
        Lists.of(
            Role.CLIENT,
            null,
            "DNS:alice.example,CN=alice,URI:spiffe://zoo/**,IP:10.0.0.0/8,EMAIL:a@zoo.example");
  }

  @FuzzTest
  void onlyANameThatIsThereLetsIn(byte[] data) {
    X509Certificate certificate;
    try {
      certificate = CertificateParser.parse(data);
    } catch (CertificateException e) {
      return;
    }
    try {
      if (allow.decide(certificate, null).isAllowed()) {
        assertThat(hasAlice(certificate)).isTrue();
        assertThat(deny.decide(certificate, null).isAllowed()).isFalse();
      }
      deny.decide(certificate, null);
    } catch (CertificateException | IllegalArgumentException e) {
      // A name that cannot be read: the judgement on the peer takes this for a refusal.
    }
  }

  private static boolean hasAlice(X509Certificate certificate) throws CertificateParsingException {
    @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null
        && names.stream()
            .anyMatch(
                name ->
                    name.get(0).equals(2)
                        && name.get(1).toString().equalsIgnoreCase("alice.example"));
  }
}

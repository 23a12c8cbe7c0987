package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.policy.Role;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;

/** Whatever names a certificate has: a pattern lets it in only if another reader finds the name. */
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

  /** Looks at names of this kind alone: what the others hold need not be well-formed here. */
  private static boolean hasAlice(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue("2.5.29.17");
    ASN1Sequence names =
        ASN1Sequence.getInstance(ASN1OctetString.getInstance(extension).getOctets());
    return Stream.of(names.toArray())
        .map(ASN1TaggedObject::getInstance)
        .filter(name -> name.getTagNo() == GeneralName.dNSName)
        .map(name -> ASN1IA5String.getInstance(name, false).getString())
        .anyMatch("alice.example"::equalsIgnoreCase);
  }
}

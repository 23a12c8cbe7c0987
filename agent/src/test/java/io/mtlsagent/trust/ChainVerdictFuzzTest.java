package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.FuzzMaterial;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Whatever a peer sends: nothing escapes, and only the certificate that was issued is accepted. */
class ChainVerdictFuzzTest {

  private static final X509Certificate ALICE = FuzzMaterial.certificate("alice");

  private final PeerVerifier verifier =
      new PeerVerifier(
          List.of(FuzzMaterial.certificate("root")), RevocationCheck.off(), FuzzMaterial.clock());

  @FuzzTest
  void onlyWhatWasIssuedIsAccepted(byte[] data) {
    List<X509Certificate> chain = chain(data);
    for (Role role : Role.values()) {
      Verdict verdict = verifier.verify(chain, role, ExpectedName.notChecked());
      if (verdict.isAccepted()) {
        assertThat(chain.get(0)).isEqualTo(ALICE);
      } else {
        assertThat(verdict.rejection().get().code()).isNotEqualTo(RejectionCode.INTERNAL_ERROR);
      }
    }
  }

  /** The certificates that stand one after the other, up to the first that is none. */
  private static List<X509Certificate> chain(byte[] data) {
    List<X509Certificate> chain = new ArrayList<>();
    DerReader reader = DerReader.of(data);
    try {
      while (reader.hasMore()) {
        chain.add(CertificateParser.parse(reader.element()));
      }
    } catch (DerException | CertificateException e) {
      // The JVM's TLS would have ended the handshake here.
    }
    return chain;
  }
}

package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

/** FAULTS 56: a certificate writes nothing into the log but one bounded line. */
class HostileCertificateTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final X509Certificate PLAIN = ZOO.client("alice").certificate();

  private final EventLine lines = new EventLine("orders", "prod", 1);

  private byte[] line(X509Certificate certificate, String text) {
    AuditEvent.Builder event =
        AuditEvent.peer(
                Role.SERVER,
                Mode.ENFORCE,
                Verdict.rejected(
                    Rejection.of(RejectionCode.UNTRUSTED, text), RevocationFinding.off()))
            .certificate(certificate)
            .serverName(text)
            .user(text)
            .endpoint(text)
            .stack(text)
            .protocol("TLSv" + text)
            .cipher(text)
            .duration(Long.MAX_VALUE);
    for (int i = 0; i < 30; i++) {
      event.detail(i + text, text);
    }
    return lines.of(event.build(), Long.MAX_VALUE, LineChain.ORIGIN);
  }

  @Property(tries = 300)
  void everyLineIsOneBoundedJsonObjectWhateverTheFactsHold(
      @ForAll("anyText") String text, @ForAll @IntRange(min = 1, max = 3000) int times) {
    String value = text.repeat(times);
    byte[] line = line(new Named(value), value);
    assertThat(line.length).isLessThanOrEqualTo(EventLine.MAX_BYTES);
    Map<String, Object> read = Json.auditLine(line);
    assertThat(Json.at(read, "event.code")).isEqualTo("untrusted");
    assertThat(Json.at(read, "tls.client.hash.sha256")).isNotNull();
    assertThat(Json.at(read, "mtls.audit.previous_hash")).isEqualTo(LineChain.ORIGIN);
  }

  @Provide
  Arbitrary<String> anyText() {
    return new JsonWriterTest().anyText().filter(text -> !text.isEmpty());
  }

  @Test
  void aRealCertificateWithALineFeedInItsNameWritesOneLine() {
    String name = "alice\n{\"event\":{\"action\":\"peer-accepted\"}}\u001b[2J\0";
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    subject.addRDN(BCStyle.CN, new DERUTF8String(name));
    X509Certificate certificate =
        ZOO.issueAs(subject.build().toString()).email("a\"b\n@c").make().certificate();
    Map<String, Object> read = Json.auditLine(line(certificate, "x"));
    assertThat(Json.at(read, "tls.client.subject").toString()).contains("alice\n");
    assertThat(Json.at(read, "tls.client.x509.alternative_names").toString())
        .contains("EMAIL:a\"b\n@c");
  }

  @Test
  void alternativeNamesThatTheJdkCannotReadAreNotPassedOverInSilence() {
    X509Certificate certificate = ZOO.issue("odd").uri("x:\ny").make().certificate();
    assertThat(Json.at(Json.auditLine(line(certificate, "x")), "tls.client.x509.alternative_names"))
        .isEqualTo(List.of("[unreadable]"));
  }

  @Test
  void aRealCertificateWithThousandsOfNamesIsCutAndSaysSo() {
    CertificateRecipe recipe = ZOO.issue("many");
    for (int i = 0; i < 5000; i++) {
      recipe.dns("host-" + i + ".example");
    }
    X509Certificate certificate = recipe.make().certificate();
    byte[] line = line(certificate, "x".repeat(5000));
    assertThat(line.length).isLessThanOrEqualTo(EventLine.MAX_BYTES);
    List<?> names = (List<?>) Json.at(Json.auditLine(line), "tls.client.x509.alternative_names");
    assertThat(names).hasSize(PeerCertificate.MAX_ALTERNATIVE_NAMES + 1);
    assertThat(names.get(names.size() - 1)).isEqualTo("[4936 more]");
  }

  @Test
  void aReasonThatIsTooLongIsMarked() {
    assertThat(Json.at(Json.auditLine(line(PLAIN, "x".repeat(5000))), "event.reason").toString())
        .hasSize(1024)
        .endsWith("...[truncated]");
  }

  /** A certificate whose alternative names are any text, which DER would not carry. */
  private static final class Named extends CountingCertificate {

    private final String value;

    Named(String value) {
      super(PLAIN);
      this.value = value;
    }

    @Override
    public X500Principal getSubjectX500Principal() {
      X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
      name.addRDN(BCStyle.CN, new DERUTF8String(JsonWriterTest.withoutLoneSurrogates(value)));
      try {
        return new X500Principal(name.build().getEncoded());
      } catch (java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Collection<List<?>> getSubjectAlternativeNames() {
      List<?>[] names = new List<?>[100];
      for (int i = 0; i < names.length; i++) {
        names[i] = List.of(i % 9, i % 9 == 0 ? new byte[5000] : value);
      }
      return Arrays.asList(names);
    }
  }
}

package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.testing.AuditSchema;
import io.mtlsagent.testing.Pki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The published schema and the lines say the same. */
class AuditSchemaTest {

  private static final AuditSchema SCHEMA = schema();
  private static final X509Certificate ALICE =
      Pki.root("zoo").issue("alice").forClient().dns("alice.example").make().certificate();

  private final EventLine lines = new EventLine("orders", "prod", 4242);

  @ParameterizedTest
  @EnumSource(AuditAction.class)
  void eventsOfTheAgentFit(AuditAction action) {
    if (action == AuditAction.PEER_ACCEPTED || action == AuditAction.PEER_REJECTED) {
      return;
    }
    AuditEvent event =
        AuditEvent.of(action)
            .mode(Mode.ENFORCE)
            .reason("a sentence")
            .detail("count", 3)
            .detail("file", "mtls.properties")
            .build();
    assertFits(line(event));
    assertFits(line(AuditEvent.of(action).build()));
  }

  @ParameterizedTest
  @EnumSource(RejectionCode.class)
  void rejectionsOfEveryCodeFitInEveryMode(RejectionCode code) {
    for (Mode mode : new Mode[] {Mode.OBSERVE, Mode.PERMISSIVE, Mode.ENFORCE}) {
      Verdict verdict =
          Verdict.rejected(
              Rejection.of(code, "a sentence"),
              RevocationFinding.of(RevocationStatus.UNKNOWN, "not looked at"));
      assertFits(line(peer(Role.SERVER, mode, verdict).build()));
      assertFits(line(AuditEvent.peer(Role.CLIENT, mode, verdict).build()));
    }
  }

  @ParameterizedTest
  @EnumSource(RevocationStatus.class)
  void acceptedPeersOfEveryRevocationStatusFit(RevocationStatus status) {
    Verdict verdict = Verdict.accepted(RevocationFinding.from("crl", status, "detail"));
    assertFits(line(peer(Role.SERVER, Mode.ENFORCE, verdict).build()));
    assertFits(line(peer(Role.CLIENT, Mode.OBSERVE, verdict).build()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"user\":{\"name\":\"alice\"|\"user\":{\"nmae\":\"alice\"",
        "\"process\":{|\"surprise\":1,\"process\":{",
        "\"decision\":\"accepted\"|\"decision\":\"rejected\"",
        "\"code\":\"accepted\"|\"code\":\"untrusted\"",
        "\"outcome\":\"success\"|\"outcome\":\"failure\"",
        "\"action\":\"peer-accepted\"|\"action\":\"peer-admitted\"",
        "\"direction\":\"inbound\"|\"direction\":\"outbound\"",
        "\"sequence\":7|\"sequence\":\"7\"",
        "\"DNS:alice.example\"|\"alice.example\"",
        "Z\",\"event\"|\",\"event\"",
      })
  void linesThatTheAgentDoesNotWriteDoNotFit(String written, String changed) {
    Verdict verdict = Verdict.accepted(RevocationFinding.off());
    String line = line(peer(Role.SERVER, Mode.ENFORCE, verdict).build());
    assertFits(line);
    assertThat(line).contains(written);
    assertThat(SCHEMA.problemsOf(line.replace(written, changed))).isNotEmpty();
  }

  @Test
  void aCertificateThatCannotBeReadStillFits() {
    X509Certificate broken =
        new CountingCertificate(ALICE) {
          @Override
          public BigInteger getSerialNumber() {
            throw new IllegalStateException("broken");
          }
        };
    Verdict verdict = Verdict.accepted(RevocationFinding.off());
    assertFits(line(peer(Role.SERVER, Mode.ENFORCE, verdict).certificate(broken).build()));
  }

  private static AuditEvent.Builder peer(Role role, Mode mode, Verdict verdict) {
    return AuditEvent.peer(role, mode, verdict)
        .duration(1_850_000)
        .endpoint("default")
        .stack("SunJSSE")
        .addresses(new InetSocketAddress("127.0.0.1", 8443), new InetSocketAddress("::1", 40112))
        .protocol("TLSv1.3")
        .cipher("TLS_AES_256_GCM_SHA384")
        .resumed(false)
        .established(true)
        .certificate(ALICE)
        .serverName("localhost")
        .user("alice");
  }

  private String line(AuditEvent event) {
    return new String(lines.of(event, 7, LineChain.ORIGIN), StandardCharsets.UTF_8);
  }

  private static void assertFits(String line) {
    assertThat(SCHEMA.problemsOf(line)).as("%s", line).isEmpty();
  }

  private static AuditSchema schema() {
    try {
      return AuditSchema.published();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

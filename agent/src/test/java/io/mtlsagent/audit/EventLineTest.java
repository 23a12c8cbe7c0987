package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventLineTest {

  private static final Verdict GOOD =
      Verdict.accepted(RevocationFinding.from("crl", RevocationStatus.GOOD, "not listed"));
  private static final Verdict EXPIRED =
      Verdict.rejected(
          Rejection.of(RejectionCode.EXPIRED, "CN=alice expired yesterday"),
          RevocationFinding.of(RevocationStatus.UNKNOWN, "not looked at"));
  private static final InetSocketAddress OURS = new InetSocketAddress("127.0.0.1", 8443);
  private static final InetSocketAddress PEERS = new InetSocketAddress("127.0.0.1", 40112);

  private final EventLine lines = new EventLine("orders", "prod", 4242);
  private final Pki zoo = Pki.root("zoo ca");
  private final Issued alice =
      zoo.issueAs("O=zoo,CN=alice")
          .forClient()
          .serial(BigInteger.valueOf(4))
          .valid(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"))
          .dns("alice.example")
          .uri("spiffe://zoo/alice")
          .ip("::1")
          .email("alice@zoo.example")
          .make();

  private Map<String, Object> read(AuditEvent event) {
    return Json.auditLine(lines.of(event, 17, LineChain.ORIGIN));
  }

  private AuditEvent.Builder aliceComes() {
    return AuditEvent.peer(Role.SERVER, Mode.ENFORCE, GOOD)
        .time(Instant.parse("2026-11-23T09:30:00.123Z").toEpochMilli())
        .duration(1_850_000)
        .endpoint("default")
        .stack("SunJSSE")
        .addresses(OURS, PEERS)
        .protocol("TLSv1.3")
        .cipher("TLS_AES_256_GCM_SHA384")
        .resumed(false)
        .established(true)
        .certificate(alice.certificate())
        .serverName("localhost")
        .user("alice");
  }

  @Test
  void theLineOfAnAcceptedClientIsTheExampleOfTheContract() throws Exception {
    String sha256 =
        HexFormat.of()
            .withUpperCase()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(alice.certificate().getEncoded()));
    Map<String, Object> expected =
        Json.object(
            """
            {"@timestamp":"2026-11-23T09:30:00.123Z",
             "event":{"action":"peer-accepted","outcome":"success","code":"accepted",
              "sequence":17,"duration":1850000},
             "mtls":{"mode":"enforce","endpoint":"default","decision":"accepted",
              "stack":"SunJSSE","revocation":{"status":"good","source":"crl"},
              "audit":{"previous_hash":"%s"}},
             "network":{"direction":"inbound"},
             "source":{"ip":"127.0.0.1","port":40112},
             "destination":{"ip":"127.0.0.1","port":8443},
             "tls":{"version":"1.3","version_protocol":"tls","cipher":"TLS_AES_256_GCM_SHA384",
              "resumed":false,"established":true,
              "client":{"subject":"CN=alice,O=zoo","issuer":"CN=zoo ca","server_name":"localhost",
               "not_before":"2026-01-01T00:00:00.000Z","not_after":"2027-01-01T00:00:00.000Z",
               "hash":{"sha256":"%s"},
               "x509":{"serial_number":"04","alternative_names":["DNS:alice.example",
                "URI:spiffe://zoo/alice","IP:::1","EMAIL:alice@zoo.example"]}}},
             "user":{"name":"alice"},"service":{"name":"orders","environment":"prod"},
             "process":{"pid":4242}}
            """
                .formatted(LineChain.ORIGIN, sha256));
    assertThat(read(aliceComes().build())).isEqualTo(expected);
  }

  @Test
  void outboundThePeerIsTheServerAndTheAddressesChangePlaces() {
    Map<String, Object> line = read(aliceComes().role(Role.CLIENT).build());
    assertThat(Json.at(line, "network.direction")).isEqualTo("outbound");
    assertThat(Json.at(line, "source.port")).isEqualTo(8443L);
    assertThat(Json.at(line, "destination.port")).isEqualTo(40112L);
    assertThat(Json.at(line, "tls.server.subject")).isEqualTo("CN=alice,O=zoo");
    assertThat(Json.at(line, "tls.client")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OBSERVE,peer-accepted,success,would-reject",
    "PERMISSIVE,peer-accepted,success,would-reject",
    "ENFORCE,peer-rejected,failure,rejected"
  })
  void aPeerThatFailsTheCheckIsToldAsTheTableOfModesSays(
      Mode mode, String action, String outcome, String decision) {
    Map<String, Object> line = read(AuditEvent.peer(Role.SERVER, mode, EXPIRED).build());
    assertThat(Json.at(line, "event.action")).isEqualTo(action);
    assertThat(Json.at(line, "event.outcome")).isEqualTo(outcome);
    assertThat(Json.at(line, "mtls.decision")).isEqualTo(decision);
    assertThat(Json.at(line, "event.code")).isEqualTo("expired");
    assertThat(Json.at(line, "event.reason")).isEqualTo("CN=alice expired yesterday");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    EventLine nameless = new EventLine(null, null, ProcessId.UNKNOWN);
    AuditEvent event =
        AuditEvent.peer(Role.SERVER, Mode.ENFORCE, EXPIRED)
            .time(0)
            .addresses(null, InetSocketAddress.createUnresolved("host.example", 443))
            .protocol("NONE")
            .cipher("SSL_NULL_WITH_NULL_NULL")
            .build();
    assertThat(Json.auditLine(nameless.of(event, 1, null)))
        .containsOnlyKeys("@timestamp", "event", "mtls", "network");
  }

  @Test
  void anEventOfTheAgentCarriesItsDetails() {
    Map<String, Object> line =
        read(
            AuditEvent.of(AuditAction.MODE_CHANGED)
                .reason("the configuration was changed")
                .detail("from", "observe")
                .detail("count", 3)
                .build());
    assertThat(Json.at(line, "event.action")).isEqualTo("mode-changed");
    assertThat(Json.at(line, "event.outcome")).isEqualTo("success");
    assertThat(Json.at(line, "mtls.details")).isEqualTo(Map.of("from", "observe", "count", 3L));
    assertThat(line).doesNotContainKeys("network", "tls", "source", "user");
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3,1.3,tls",
    "TLSv1.2,1.2,tls",
    "TLSv1,1.0,tls",
    "SSLv3,3.0,ssl",
    "DTLSv1.2,1.2,dtls"
  })
  void theVersionIsTheNumberAlone(String protocol, String version, String family) {
    Map<String, Object> line = read(aliceComes().protocol(protocol).build());
    assertThat(Json.at(line, "tls.version")).isEqualTo(version);
    assertThat(Json.at(line, "tls.version_protocol")).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({"4,04", "128,80", "256,0100", "0,00", "-1,FF", "255,FF", "4660,1234"})
  void theSerialNumberIsUpperCaseHexOfWholeBytes(long number, String hex) {
    assertThat(PeerCertificate.serialNumber(BigInteger.valueOf(number))).isEqualTo(hex);
  }

  @ParameterizedTest
  @EnumSource(AuditAction.class)
  void everyActionHasTheNameOfItsConstant(AuditAction action) {
    assertThat(action.wireName().replace('-', '_').toUpperCase(java.util.Locale.ROOT))
        .isEqualTo(action.name());
  }

  @Test
  void aCertificateIsPutIntoWordsOnce() {
    CountingCertificate certificate = new CountingCertificate(alice.certificate());
    lines.of(aliceComes().certificate(certificate).build(), 1, null);
    lines.of(aliceComes().certificate(certificate).build(), 2, null);
    assertThat(certificate.encoded).isEqualTo(1);
  }

  @Test
  void aCertificateClassThatThrowsStillLeavesALine() {
    X509Certificate broken =
        new CountingCertificate(alice.certificate()) {
          @Override
          public BigInteger getSerialNumber() {
            throw new IllegalStateException("secret \u001b");
          }
        };
    Map<String, Object> line = read(aliceComes().certificate(broken).build());
    assertThat(Json.at(line, "event.action")).isEqualTo("peer-accepted");
    assertThat((String) Json.at(line, "event.reason")).contains("IllegalStateException");
    assertThat(Json.at(line, "event.reason").toString()).doesNotContain("secret");
  }

  @Test
  void allActionsOfTheContractExist() {
    assertThat(java.util.Arrays.stream(AuditAction.values()).map(AuditAction::wireName))
        .containsExactlyElementsOf(
            List.of(
                "peer-accepted",
                "peer-rejected",
                "agent-started",
                "agent-stopped",
                "config-reloaded",
                "config-refused",
                "mode-changed",
                "connection-refused-by-peer",
                "revocation-updated",
                "revocation-stale",
                "connection-revoked",
                "tls-uncovered",
                "audit-dropped",
                "certificate-expiring"));
  }
}

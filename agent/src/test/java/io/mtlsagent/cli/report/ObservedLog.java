package io.mtlsagent.cli.report;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Pki;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** An audit log as the agent itself writes it, one service's, from a story told in tests. */
final class ObservedLog implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final Pki ZOO = Pki.root("zoo");
  private static final Duration STEP = Duration.ofMinutes(10);

  private final AuditLog log;
  private Mode mode = Mode.PERMISSIVE;
  private Instant time = NOW.minus(Duration.ofDays(3));

  private ObservedLog(AuditLog log) {
    this.log = log;
  }

  static ObservedLog at(Path file, String service) throws Exception {
    AuditOptions options =
        AuditOptions.to(AuditTarget.file(file.toFile()))
            .delivery(AuditDelivery.SYNC)
            .service(service, "prod")
            .build();
    return new ObservedLog(AuditLog.open(options, System.err::println));
  }

  static CertificateRecipe recipe(String subject) {
    return ZOO.issueAs(subject)
        .valid(NOW.minus(Duration.ofDays(90)), NOW.plus(Duration.ofDays(90)));
  }

  ObservedLog mode(Mode next) {
    mode = next;
    return this;
  }

  ObservedLog at(Instant next) {
    time = next;
    return this;
  }

  ObservedLog client(X509Certificate certificate) throws Exception {
    return peer(
        Role.SERVER, Verdict.accepted(RevocationFinding.off()), certificate, "TLSv1.3", "orders");
  }

  ObservedLog clients(X509Certificate certificate, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      client(certificate);
    }
    return this;
  }

  ObservedLog refusedClient(RejectionCode code, X509Certificate certificate, String reason)
      throws Exception {
    Verdict verdict = Verdict.rejected(Rejection.of(code, reason), RevocationFinding.off());
    return peer(Role.SERVER, verdict, certificate, "TLSv1.2", "orders");
  }

  ObservedLog server(X509Certificate certificate, String name) throws Exception {
    return peer(
        Role.CLIENT, Verdict.accepted(RevocationFinding.off()), certificate, "TLSv1.2", name);
  }

  ObservedLog event(AuditAction action, String reason) {
    log.record(
        AuditEvent.of(action).time(time.toEpochMilli()).reason(reason).detail("count", 5).build());
    return this;
  }

  private ObservedLog peer(
      Role role, Verdict verdict, X509Certificate certificate, String protocol, String name)
      throws Exception {
    InetSocketAddress far = new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 443);
    InetSocketAddress near = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 8443);
    log.write(
        AuditEvent.peer(role, mode, verdict)
            .time(time.toEpochMilli())
            .addresses(near, far)
            .certificate(certificate)
            .protocol(protocol)
            .serverName(name)
            .user(verdict.isAccepted() && role == Role.SERVER ? "somebody" : null)
            .build());
    time = time.plus(STEP);
    return this;
  }

  @Override
  public void close() {
    log.close(AuditEvent.of(AuditAction.AGENT_STOPPED).time(time.toEpochMilli()).build());
  }
}

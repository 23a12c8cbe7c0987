package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.PeerStatistics;
import io.mtlsagent.pem.NameText;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says 30, 7 and 1 days before a certificate ends that it will: our own ones, and those of peers
 * that were let in. For one thread.
 */
final class ExpiryWatch {

  private static final long[] DAYS = {1, 7, 30};
  private static final long PAUSE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final InForce inForce;
  private final PeerStatistics peers;
  private final AuditLog audit;
  private final Map<X509Certificate, Long> told = new HashMap<>();
  private @Nullable Generation looked;
  private long lookedMillis;

  ExpiryWatch(InForce inForce, PeerStatistics peers, AuditLog audit) {
    this.inForce = inForce;
    this.peers = peers;
    this.audit = audit;
  }

  /**
   * @param nowMillis the time, since 1970
   */
  void look(long nowMillis) {
    Generation generation = inForce.generation();
    if (generation == looked && nowMillis - lookedMillis < PAUSE_MILLIS) {
      return;
    }
    looked = generation;
    lookedMillis = nowMillis;
    Set<X509Certificate> present = new HashSet<>();
    for (EndpointRule rule : generation.rules()) {
      Material material = rule.material();
      if (material != null) {
        examine(material.identity().certificate(), rule.name(), nowMillis);
        present.add(material.identity().certificate());
      }
    }
    for (X509Certificate certificate : peers.certificates()) {
      examine(certificate, null, nowMillis);
      present.add(certificate);
    }
    told.keySet().retainAll(present);
  }

  /**
   * @param endpoint whose own certificate it is; null for a peer's
   */
  private void examine(X509Certificate certificate, @Nullable String endpoint, long nowMillis) {
    long left = certificate.getNotAfter().getTime() - nowMillis;
    for (long days : DAYS) {
      if (left <= TimeUnit.DAYS.toMillis(days)) {
        Long before = told.put(certificate, days);
        boolean saidAtStart = endpoint != null && before == null && isFirst();
        if (!saidAtStart && (before == null || days < before)) {
          tell(certificate, endpoint, left, days);
        }
        return;
      }
    }
  }

  /** What was read at start was also looked at then. */
  private boolean isFirst() {
    return looked != null && looked.number() == 1;
  }

  private void tell(
      X509Certificate certificate, @Nullable String endpoint, long leftMillis, long days) {
    String when =
        leftMillis < 0
            ? " has ended at "
            : " ends within " + days + (days == 1 ? " day" : " days") + ", at ";
    audit.record(
        AuditEvent.of(AuditAction.CERTIFICATE_EXPIRING)
            .endpoint(endpoint)
            .reason(
                (endpoint == null ? "the certificate of a peer " : "our certificate ")
                    + NameText.rfc2253(certificate.getSubjectX500Principal())
                    + when
                    + certificate.getNotAfter().toInstant())
            .detail("not_after", certificate.getNotAfter().toInstant().toString())
            .detail("days", days)
            .build());
  }
}

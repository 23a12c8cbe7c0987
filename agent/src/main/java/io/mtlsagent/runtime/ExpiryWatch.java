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
  private final long startMillis;
  private final Map<X509Certificate, Long> told = new HashMap<>();
  private @Nullable Generation looked;
  private long lookedMillis;

  /**
   * @param startMillis when the agent started, and said which certificates of ours end soon
   */
  ExpiryWatch(InForce inForce, PeerStatistics peers, AuditLog audit, long startMillis) {
    this.inForce = inForce;
    this.peers = peers;
    this.audit = audit;
    this.startMillis = startMillis;
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
    long end = certificate.getNotAfter().getTime();
    long left = end - nowMillis;
    for (long days : DAYS) {
      if (left <= TimeUnit.DAYS.toMillis(days)) {
        Long before = told.put(certificate, days);
        boolean wasSaid = before == null ? wasSaidAtStart(end, endpoint, days) : days >= before;
        if (!wasSaid) {
          tell(certificate, endpoint, left, days);
        }
        return;
      }
    }
  }

  /** Our own that were read at start were also looked at then. */
  private boolean wasSaidAtStart(long end, @Nullable String endpoint, long days) {
    return endpoint != null
        && inForce.generation().number() == 1
        && end - startMillis <= TimeUnit.DAYS.toMillis(days);
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

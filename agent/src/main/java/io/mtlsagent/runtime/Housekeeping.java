package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.PeerStatistics;
import java.lang.instrument.Instrumentation;

/** What is done now and then beside the reload: metrics, management, certificates that end soon. */
final class Housekeeping {

  private final StandardErrorLog log;
  private final ExpiryWatch expiry;
  private final MetricsFile metrics;
  private final Management management;

  Housekeeping(
      InForce inForce,
      PeerStatistics statistics,
      StatusSource status,
      Instrumentation instrumentation,
      AuditLog audit,
      StandardErrorLog log) {
    this.log = log;
    this.expiry = new ExpiryWatch(inForce, statistics, audit);
    this.metrics = new MetricsFile(inForce, status, log);
    this.management = new Management(instrumentation, status, log);
  }

  /** Never throws. */
  void look() {
    try {
      expiry.look(System.currentTimeMillis());
      metrics.look();
      management.look();
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory: the next look must come.
      log.warning("housekeeping failed: " + e);
    }
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.PeerStatistics;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;

/** What is done now and then beside the reload: metrics, management, certificates that end soon. */
final class Housekeeping {

  /** To list all loaded classes takes a millisecond or more. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final StandardErrorLog log;
  private final ExpiryWatch expiry;
  private final MetricsFile metrics;
  private final Management management;
  private final FlightRecording recording;
  private boolean looked;
  private long lookedNanos;

  Housekeeping(
      InForce inForce,
      PeerStatistics statistics,
      StatusSource status,
      Instrumentation instrumentation,
      AuditLog audit,
      StandardErrorLog log) {
    LoadedClasses loaded = new LoadedClasses(instrumentation);
    this.log = log;
    this.expiry = new ExpiryWatch(inForce, statistics, audit, System.currentTimeMillis());
    this.metrics = new MetricsFile(inForce, status, log);
    this.management = new Management(loaded, status, log);
    this.recording = new FlightRecording(loaded, statistics, log);
  }

  /** Never throws. */
  void look() {
    try {
      expiry.look(System.currentTimeMillis());
      metrics.look();
      if (!looked || System.nanoTime() - lookedNanos >= PAUSE_NANOS) {
        looked = true;
        lookedNanos = System.nanoTime();
        management.look();
        recording.look();
      }
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory: the next look must come.
      log.warning("housekeeping failed: " + e);
    }
  }
}

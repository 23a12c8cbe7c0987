package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.PeerRecorder;
import io.mtlsagent.handshake.PeerStatistics;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.runtime.listening.Listeners;
import io.mtlsagent.runtime.listening.PlaintextWatch;
import io.mtlsagent.weaving.WeavingParts;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What the agent needs once the application uses TLS. */
final class Connections implements WeavingParts {

  private final InForce inForce;
  private final Reload reload;
  private final AuditLog audit;
  private final StandardErrorLog log;
  private final RevocationReport events;
  private final StatusSource status;
  private final Instrumentation instrumentation;
  private final Entry entry;
  private @Nullable Handshakes handshakes;
  private @Nullable PeerStatistics statistics;
  private volatile @Nullable Background background;

  Connections(
      InForce inForce,
      Reload reload,
      AuditLog audit,
      StandardErrorLog log,
      RevocationReport events,
      StatusSource status,
      Instrumentation instrumentation,
      Entry entry) {
    this.inForce = inForce;
    this.reload = reload;
    this.audit = audit;
    this.log = log;
    this.events = events;
    this.status = status;
    this.instrumentation = instrumentation;
    this.entry = entry;
  }

  @Override
  public Mode mode() {
    return inForce.strictestMode();
  }

  @Override
  public boolean isAttached() {
    return entry == Entry.BY_ATTACH;
  }

  @Override
  public synchronized Handshakes handshakes() {
    Handshakes known = handshakes;
    if (known == null) {
      known = new Handshakes(inForce, new PeerRecorder(audit, statistics()));
      handshakes = known;
    }
    return known;
  }

  /** The peers of this JVM up to now. */
  synchronized PeerStatistics statistics() {
    PeerStatistics known = statistics;
    if (known == null) {
      known = new PeerStatistics();
      statistics = known;
    }
    return known;
  }

  /** What this process listens on. */
  Listeners listeners() {
    return new Listeners(new File("/proc/self"), handshakes().tlsPorts(), inForce);
  }

  @Override
  public Runnable firstUse() {
    Background started =
        new Background(
            audit,
            log,
            inForce,
            reload,
            new RevocationWatch(inForce, audit, log),
            handshakes().openConnections(),
            new Housekeeping(inForce, statistics(), status, instrumentation, audit, log),
            new PlaintextWatch(listeners(), audit));
    events.onUpdate(started::wake);
    background = started;
    return started;
  }

  @Override
  public void onLook(Runnable look) {
    Background running = background;
    if (running == null) {
      throw new IllegalStateException("there are no threads yet to look with");
    }
    running.alsoLook(look);
  }

  /** Has the open connections judged now, by what has just come into force. */
  void lookNow() {
    Background running = background;
    if (running != null) {
      running.wake();
    }
  }
}

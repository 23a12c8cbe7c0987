package io.mtlsagent.runtime;

import io.mtlsagent.handshake.PeerStatistics;

/** Begins to record peers once the application's flight recorder is up. For one thread. */
final class FlightRecording {

  private static final String SIGN = "jdk.jfr.FlightRecorder";

  private final LoadedClasses loaded;
  private final PeerStatistics peers;
  private final StandardErrorLog log;
  private boolean done;

  FlightRecording(LoadedClasses loaded, PeerStatistics peers, StandardErrorLog log) {
    this.loaded = loaded;
    this.peers = peers;
    this.log = log;
  }

  void look() {
    if (done || !loaded.hasOfJdk(SIGN)) {
      return;
    }
    try {
      if (FlightRecorderEvents.isRecorderUp()) {
        done = true;
        peers.tell(FlightRecorderEvents.register());
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      done = true;
      log.warning("no events for Java Flight Recorder: " + e);
    }
  }
}

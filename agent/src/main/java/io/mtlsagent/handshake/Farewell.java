package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import java.io.IOException;

/** The end of one open connection: in words if there is time for them, else cut short. */
final class Farewell {

  private final PeerRecorder recorder;
  private final OpenConnection connection;
  private final Endpoint endpoint;
  private final Transport transport;
  private final Addresses addresses;
  private final Judgement judgement;
  private boolean recorded;

  Farewell(
      PeerRecorder recorder,
      OpenConnection connection,
      Endpoint endpoint,
      Transport transport,
      Judgement judgement) {
    this.recorder = recorder;
    this.connection = connection;
    this.endpoint = endpoint;
    this.transport = transport;
    this.addresses = transport.addresses(); // a closed one does not tell them
    this.judgement = judgement;
  }

  /** Ends the connection with an alert; may have to wait until it is {@link #cut}. */
  void bid() {
    Ending ending;
    try {
      ending =
          transport.end(
              new PeerRejectedException(
                  judgement.verdict().rejection().orElseThrow(IllegalStateException::new)));
    } catch (IOException | RuntimeException | LinkageError e) {
      transport.cut(); // whatever is the matter with it, it must not go on
      ending = Ending.CUT;
    }
    record(ending);
  }

  /** Ends the connection at once, where {@link #bid} has not done so yet. */
  void cut() {
    if (!isRecorded()) {
      transport.cut();
      record(Ending.CUT);
    }
  }

  private synchronized boolean isRecorded() {
    return recorded;
  }

  private void record(Ending ending) {
    synchronized (this) {
      if (recorded) {
        return;
      }
      recorded = true;
    }
    recorder.turnedAgainst(connection, endpoint, transport, addresses, judgement, ending);
  }
}

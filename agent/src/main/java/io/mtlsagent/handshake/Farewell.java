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
  private boolean settled;

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
    if (settle()) {
      record(ending);
    }
  }

  /** Ends the connection at once, where {@link #bid} has not done so yet. */
  void cut() {
    if (settle()) { // before that frees the other thread
      transport.cut();
      record(Ending.CUT);
    }
  }

  /** Whether the caller is the first one, who says how it has ended. */
  private synchronized boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }

  private void record(Ending ending) {
    recorder.turnedAgainst(connection, endpoint, transport, addresses, judgement, ending);
  }
}

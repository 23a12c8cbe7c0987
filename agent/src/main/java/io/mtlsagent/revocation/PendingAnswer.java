package io.mtlsagent.revocation;

/** An answer that is being fetched while nothing usable is in memory. */
public interface PendingAnswer {

  /** Waits until the fetch has ended, well or badly, or patience has run out. */
  void await(Patience patience) throws InterruptedException;
}

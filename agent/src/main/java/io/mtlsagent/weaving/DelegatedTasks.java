package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.HandshakeThreads;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A constructor that is given an engine and the executor of its tasks, which may run them on the
 * event loop. There a check that waits for revocation data would hold up the other connections:
 * where one may wait, the executor is replaced by one with threads of its own.
 */
final class DelegatedTasks implements AuditingHook {

  private final Handshakes handshakes;
  private final HandshakeThreads threads;
  private final int position;
  private final @Nullable String loopExecutor;

  /**
   * @param position of the executor among the parameters, the first being 1
   * @param loopExecutor what the name of the class ends with that runs tasks on the event loop;
   *     null where that is done without an executor
   */
  DelegatedTasks(
      Handshakes handshakes,
      HandshakeThreads threads,
      int position,
      @Nullable String loopExecutor) {
    this.handshakes = handshakes;
    this.threads = threads;
    this.position = position;
    this.loopExecutor = loopExecutor;
  }

  @Override
  public void onEnter(@Nullable Object[] frame) {
    if (isOnLoop(frame[position]) && mayWait(frame)) {
      frame[position] = threads;
    }
  }

  private boolean isOnLoop(@Nullable Object executor) {
    return executor == null
        ? loopExecutor == null
        : loopExecutor != null && executor.getClass().getName().endsWith(loopExecutor);
  }

  private boolean mayWait(@Nullable Object[] frame) {
    for (Object argument : frame) {
      if (argument instanceof SSLEngine) {
        boolean client = ((SSLEngine) argument).getUseClientMode();
        Endpoint endpoint = handshakes.strictest(client ? Role.CLIENT : Role.SERVER);
        return endpoint != null && endpoint.mode().isActive() && endpoint.mayWait();
      }
    }
    return false;
  }
}

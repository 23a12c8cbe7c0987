package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.HandshakeThreads;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A constructor that is given an engine and the executor of its tasks, which may run them on the
 * event loop. There a check that waits for revocation data would hold up the other connections:
 * where one may wait, the executor is replaced by one with threads of its own.
 */
final class DelegatedTasks implements AuditingHook {

  private final Handshakes handshakes;
  private final HandshakeThreads threads = new HandshakeThreads();
  private final int position;
  private final LoopExecutor onLoop;

  /** Tells executors that run tasks on the event loop. */
  interface LoopExecutor {
    /** Null where the constructor is given none. */
    boolean is(@Nullable Executor executor);
  }

  /**
   * @param position of the executor among the parameters, the first being 1
   */
  DelegatedTasks(Handshakes handshakes, int position, LoopExecutor onLoop) {
    this.handshakes = handshakes;
    this.position = position;
    this.onLoop = onLoop;
  }

  @Override
  public void onEnter(@Nullable Object[] frame) {
    if (onLoop.is((Executor) frame[position]) && mayWait(frame)) {
      frame[position] = threads;
    }
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

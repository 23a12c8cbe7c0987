package io.mtlsagent.runtime.listening;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.policy.Mode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Says once of each port in scope that it is talked to without TLS: somebody is connected, still at
 * the next look, and nobody has ever begun TLS there. A port at which nobody is connected may be
 * one of TLS that nobody has called yet, so nothing is said of it. Used by one thread.
 */
public final class PlaintextWatch {

  private final Listeners listeners;
  private final AuditLog audit;
  private final Set<Integer> told = new HashSet<>();
  private Set<Integer> suspected = new HashSet<>();

  public PlaintextWatch(Listeners listeners, AuditLog audit) {
    this.listeners = listeners;
    this.audit = audit;
  }

  /**
   * Looks once; says nothing where it cannot be known, which the status tells.
   *
   * @param mode what the line says
   * @return whether to look again soon
   */
  public boolean look(Mode mode) {
    Set<Integer> now = new HashSet<>();
    try {
      for (Listener listener : listeners.now()) {
        if (listener.isInScope()
            && listener.tls() == Listener.Tls.CONNECTED_WITHOUT
            && !told.contains(listener.port())) {
          now.add(listener.port());
          if (suspected.contains(listener.port()) && told.add(listener.port())) {
            audit.record(event(listener, mode));
          }
        }
      }
    } catch (IOException unknown) {
      return false;
    }
    now.removeAll(told);
    suspected = now;
    return !suspected.isEmpty();
  }

  private static AuditEvent event(Listener listener, Mode mode) {
    return AuditEvent.of(AuditAction.TLS_UNCOVERED)
        .mode(mode)
        .stack("none")
        .reason(
            listener.place()
                + " has a connection, and nobody has begun TLS there: what it carries is neither"
                + " encrypted nor checked. Close the port or let it speak TLS; one that shall stay"
                + " as it is belongs in server.exclude-ports.")
        .detail("listener", listener.place())
        .build();
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.RequestedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a connection to a server of ours may fall under, and the strictest of them.
 *
 * <p>Where the local port is not known, it could be any: whoever connects must be let in by all
 * rules of the strictest mode. A server name that no rule knows, or none, must not lead to a laxer
 * mode than a name that one knows: a client may ask for one name and then speak HTTP to another.
 */
final class ServerRules {

  private final RequestedName requested;
  private final List<EndpointRule> possible = new ArrayList<>(2);
  private final List<EndpointRule> otherNames = new ArrayList<>(0);
  private boolean closed;

  ServerRules(RequestedName requested) {
    this.requested = requested;
  }

  /** Whether a later rule can still make a difference. */
  boolean isOpen() {
    return !closed;
  }

  /**
   * Adds a rule whose port fits.
   *
   * @param certain whether it is known for sure that the port fits
   */
  void offer(EndpointRule rule, boolean certain) {
    boolean byName = rule.settings().hasServerNames();
    String name = requested.name();
    if (byName && requested.isKnown()) {
      if (name == null || !rule.settings().includesServerName(name)) {
        otherNames.add(rule);
        return;
      }
    }
    possible.add(rule);
    closed = certain && !(byName && !requested.isKnown());
  }

  /** Null where the connection is out of scope. */
  @Nullable Endpoint strictest() {
    EndpointRule found = strictest(possible);
    boolean nameIsKnown = found != null && found.settings().hasServerNames();
    if (!nameIsKnown) {
      EndpointRule stricter = strictest(otherNames);
      if (stricter != null && (found == null || stricter.mode().compareTo(found.mode()) > 0)) {
        return stricter.endpoint();
      }
    }
    return found == null ? null : together(found);
  }

  /** The last of those with the strictest mode: the one that was certain, where there was one. */
  private static @Nullable EndpointRule strictest(List<EndpointRule> rules) {
    EndpointRule strictest = null;
    for (EndpointRule rule : rules) {
      if (strictest == null || rule.mode().compareTo(strictest.mode()) >= 0) {
        strictest = rule;
      }
    }
    return strictest;
  }

  private @Nullable Endpoint together(EndpointRule found) {
    List<Endpoint> others = new ArrayList<>(0);
    for (EndpointRule rule : possible) {
      Endpoint endpoint = rule.endpoint();
      if (rule != found && rule.mode() == found.mode() && endpoint != null) {
        others.add(endpoint);
      }
    }
    Endpoint endpoint = found.endpoint();
    return endpoint == null || others.isEmpty() ? endpoint : endpoint.together(others);
  }
}

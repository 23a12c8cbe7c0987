package io.mtlsagent.config;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The local ports whose inbound connections the agent looks after. */
public final class PortScope {

  private final BitSet ports;
  private final BitSet excluded;
  private final boolean everything;

  private PortScope(BitSet ports, BitSet excluded) {
    this.ports = ports;
    this.excluded = excluded;
    this.everything = ports.nextClearBit(1) > PortsParser.HIGHEST_PORT;
  }

  static PortScope from(Values values) throws ConfigurationException {
    BitSet ports = (BitSet) values.get(Keys.SERVER_PORTS).clone();
    @Nullable BitSet excluded = values.find(Keys.SERVER_EXCLUDE_PORTS);
    if (excluded == null) {
      return new PortScope(ports, new BitSet(0));
    }
    ports.andNot(excluded);
    return new PortScope(ports, excluded);
  }

  /**
   * Whether connections accepted on a local port are in scope.
   *
   * @param localPort from 1 to 65535; anything else counts as unknown
   */
  public boolean includes(int localPort) {
    if (localPort < 1 || localPort > PortsParser.HIGHEST_PORT) {
      return includesUnknown();
    }
    return ports.get(localPort);
  }

  /** Whether a local port, from 1 to 65535, is named as out of scope. */
  public boolean excludes(int localPort) {
    return localPort > 0 && excluded.get(localPort);
  }

  /** Whether all ports of a set are named as out of scope. */
  boolean excludesAllOf(BitSet others) {
    BitSet left = (BitSet) others.clone();
    left.andNot(excluded);
    return left.isEmpty();
  }

  /** Whether all ports are in scope. */
  public boolean includesEverything() {
    return everything;
  }

  /**
   * Whether a connection whose local port cannot be told is in scope: it is as soon as any port is,
   * since it might be that one.
   */
  public boolean includesUnknown() {
    return !ports.isEmpty();
  }
}

package io.mtlsagent.policy;

/** What the agent does with the connections in its scope (DESIGN, table of modes). */
public enum Mode {
  /** Nothing is changed and nothing is audited. */
  OFF,
  /**
   * Nothing changes on the wire; each peer is audited with what {@link #ENFORCE} would have said.
   */
  OBSERVE,
  /**
   * A certificate is asked for and checked; nothing is refused that the application would accept.
   */
  PERMISSIVE,
  /** The agent's check alone decides. */
  ENFORCE;

  /** Whether our key and certificates are shown instead of the application's. */
  public boolean replacesIdentity() {
    return this == PERMISSIVE || this == ENFORCE;
  }

  /** Whether a peer that fails our check is turned away by us. */
  public boolean refuses() {
    return this == ENFORCE;
  }

  /** Whether peers are looked at, at all. */
  public boolean isActive() {
    return this != OFF;
  }

  /** The name in the configuration and in the audit log. */
  public String wireName() {
    return WireName.of(this);
  }
}

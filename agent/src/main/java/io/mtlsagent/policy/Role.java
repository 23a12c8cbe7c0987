package io.mtlsagent.policy;

/** The part that this JVM plays in a TLS connection. */
public enum Role {
  /** We opened the connection: the peer is a server. */
  CLIENT,
  /** We accepted the connection: the peer is a client. */
  SERVER;

  /** The part that the peer plays. */
  public Role peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }

  /** The value of {@code network.direction} in the audit log. */
  public String direction() {
    return this == CLIENT ? "outbound" : "inbound";
  }
}

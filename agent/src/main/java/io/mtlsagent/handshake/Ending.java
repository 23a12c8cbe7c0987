package io.mtlsagent.handshake;

/** How an open connection was ended. */
public enum Ending {
  /** An alert was sent, or handed over to be sent, and the connection closed. */
  ALERT("alert"),
  /** The connection was closed without an alert. */
  CUT("cut"),
  /**
   * The engine carries no data any more, and has an alert to send with the next step that is taken
   * with it; the connection that it works for is not known.
   */
  ENGINE("engine"),
  /** The connection goes on: nothing is refused in the mode of its endpoint. */
  NONE("no");

  private final String wireName;

  Ending(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the audit log. */
  String wireName() {
    return wireName;
  }
}

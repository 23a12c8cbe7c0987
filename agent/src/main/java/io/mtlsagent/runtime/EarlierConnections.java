package io.mtlsagent.runtime;

import io.mtlsagent.runtime.listening.EarlierSockets;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is known of the connections that were open before the agent was attached. Immutable. */
final class EarlierConnections {

  private static final EarlierConnections NONE = new EarlierConnections(null, "");

  private final @Nullable EarlierSockets sockets;
  private final String unknown;

  private EarlierConnections(@Nullable EarlierSockets sockets, String unknown) {
    this.sockets = sockets;
    this.unknown = unknown;
  }

  /** Those of now, where the agent comes by an attach; at the start of a JVM there are none. */
  static EarlierConnections at(Entry entry) {
    if (entry == Entry.AT_START) {
      return NONE;
    }
    try {
      return new EarlierConnections(EarlierSockets.in(new File("/proc/self")), "");
    } catch (IOException e) {
      return new EarlierConnections(null, String.valueOf(e.getMessage()));
    }
  }

  /** How many TCP connections were open; null where that is not known, or there were none. */
  @Nullable Integer count() {
    return sockets == null ? null : sockets.count();
  }

  /**
   * A sentence for people; empty where there is nothing to tell.
   *
   * @param met how many connections of TLS from before have been used since
   */
  String describe(long met) {
    if (sockets == null) {
      return unknown.isEmpty() ? "" : "not known: " + unknown;
    }
    try {
      return sockets.count()
          + " TCP connections were open before the attach, "
          + sockets.stillOpen()
          + " still are; "
          + met
          + " of TLS have been used since, and are judged";
    } catch (IOException e) {
      return "not known: " + e.getMessage();
    }
  }
}

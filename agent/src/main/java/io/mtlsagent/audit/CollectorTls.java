package io.mtlsagent.audit;

import java.io.IOException;
import java.net.Socket;

/** Secures connections to a collector of audit lines; called on the agent's own thread. */
public interface CollectorTls {

  /**
   * Shakes hands with a collector.
   *
   * @param plain a connected socket, which is closed with the one that is returned
   * @return a socket whose peer was found to be the collector
   * @throws IOException where it was not, or no handshake came about
   */
  Socket secure(Socket plain, String host, int port) throws IOException;
}

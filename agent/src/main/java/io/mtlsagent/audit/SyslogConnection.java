package io.mtlsagent.audit;

import java.io.IOException;

/** A way to a collector. Used by the syslog thread alone, but for {@link #abort}. */
interface SyslogConnection {

  /**
   * Sends one message, over a new connection where there is none.
   *
   * @throws IOException where the operating system did not take all of it
   */
  void send(byte[] message) throws IOException;

  /** Ends the connection, from any thread; the next message makes another. */
  void abort();
}

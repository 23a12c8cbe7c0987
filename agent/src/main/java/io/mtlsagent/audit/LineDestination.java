package io.mtlsagent.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where lines go. Used under the lock of the log. */
interface LineDestination {

  /**
   * Makes ready for one line, opening or reopening what has to be.
   *
   * @return the end of a log that was found there and that the next line follows; null where the
   *     next line follows the last one written
   */
  @Nullable LogTail prepare() throws IOException;

  /**
   * Hands one line to the operating system.
   *
   * @param line whole, with its newline
   * @throws IOException where it could not be written; no part of it counts as written
   */
  void write(byte[] line) throws IOException;

  /** Lets go of everything; a later {@link #prepare} opens anew. */
  void close();

  /** From now on threads, the network and java.nio.file may be used. */
  default void started() {}

  /** Whether lines can be written at all; what cannot be written yet waits. */
  default boolean isReady() {
    return true;
  }

  /** The name for people. */
  String name();
}

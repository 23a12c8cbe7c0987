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
   * Whether a line may be handed over together with those before it.
   *
   * @param bytes how long those before it are
   * @param more how long it is
   */
  boolean takesTogether(int bytes, int more);

  /**
   * Hands lines to the operating system, in one piece.
   *
   * @param lines whole, each with its newline; several only as {@link #takesTogether} allows
   * @throws LinesLeftException where they could not all be written, and some may have stayed there;
   *     the next {@link #prepare} finds them
   * @throws IOException where they could not be written; no part of them counts as written
   */
  void write(byte[] lines) throws IOException;

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

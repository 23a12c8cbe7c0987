package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine that demands client certificates where its configuration says so. */
public interface ServerProgram {

  /** The file that is there where the program is installed. */
  Path executable();

  /**
   * Writes the configuration and data of one server.
   *
   * @param folder holds its certificate and key, and the authority that it trusts
   * @param port where it shall listen on 127.0.0.1
   * @return the command that runs it, in the foreground
   */
  List<String> prepare(ServerFolder folder, int port) throws IOException;

  /** What is added to its environment. */
  default Map<String, String> environment(ServerFolder folder) throws IOException {
    return Map.of();
  }

  /** Ends what it leaves behind. */
  default void cleanUp(ServerFolder folder) throws IOException {}

  /**
   * Whether it takes so long to start that one of them must do: what a client says to others can
   * then be seen with any server, for its protocol begins with TLS.
   */
  default boolean isSlow() {
    return false;
  }
}

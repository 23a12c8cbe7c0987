package io.mtlsagent.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this copy of the agent, which several jars of one JVM may bring. */
public final class AgentVersion {

  private static final String RESOURCE = "version";

  private AgentVersion() {}

  /** As releases are named, such as {@code 0.1.0}. Read anew each time: it is seldom asked for. */
  public static String own() {
    try (InputStream in = AgentVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the agent's jar lacks its version");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        bytes.write(read);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new IllegalStateException("the agent's version cannot be read", e);
    }
  }
}

package io.mtlsagent.weaving;

/** Keeps the application from using a TLS stack whose connections the agent cannot check. */
final class UncoveredStackException extends SecurityException {

  private static final long serialVersionUID = 1L;

  UncoveredStackException(String stack, String what) {
    super(
        "mtls-agent refuses "
            + what
            + ": it does not cover "
            + stack
            + ", so peers would come in unchecked. Use the JDK's TLS here, or take these connections"
            + " out of the agent's scope (server.ports, client.hosts, mode).");
  }
}

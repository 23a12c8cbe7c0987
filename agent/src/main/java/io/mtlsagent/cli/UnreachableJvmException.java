package io.mtlsagent.cli;

/** A JVM that cannot be attached to. */
final class UnreachableJvmException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreachableJvmException(String pid, Throwable cause) {
    super(
        "the JVM "
            + pid
            + " cannot be reached: "
            + cause
            + ". Run this as the user that runs it, in its container, by a JDK 8 or any Java from 9 on,"
            + " and see that it has no -XX:+DisableAttachMechanism. Without attach, the mode changes by the configuration"
            + " file (mode=...), and the status shows in JMX as io.mtlsagent:type=Agent and in"
            + " metrics.file.",
        cause);
  }
}

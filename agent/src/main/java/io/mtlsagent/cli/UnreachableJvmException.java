package io.mtlsagent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** A JVM that cannot be attached to, or in which the agent's jar cannot be run. */
final class UnreachableJvmException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String WAYS =
      " Without attach, the mode changes by the configuration file (mode=...), and the status shows"
          + " in JMX as io.mtlsagent:type=Agent and in metrics.file.";

  UnreachableJvmException(String pid, String jar, Throwable cause) {
    super("the JVM " + pid + " " + problem(pid, jar, cause) + WAYS, cause);
  }

  private static String problem(String pid, String jar, Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    if (kind.equals("AgentInitializationException")) {
      return "has loaded the agent's jar, which failed there: an agent of another version may be in"
          + " it already, whose jar was replaced since. The standard error of the JVM says more.";
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Dynamic agent loading is not enabled")) {
      return "lets no agent be loaded while it runs: it has -XX:-EnableDynamicAgentLoading.";
    }
    if (message.contains("VM does not support the attach mechanism")) {
      return "lets nobody attach to it: it has -XX:+DisableAttachMechanism.";
    }
    if (kind.equals("AgentLoadException")) {
      return "cannot load the agent's jar, "
          + jar
          + ": it must be there in the JVM's own view of the files (another container?), and its"
          + " user must be able to read it ("
          + message
          + ").";
    }
    String users = users(pid);
    return "cannot be reached: "
        + cause
        + "."
        + (users == null ? " Run this as the user that runs it" : " " + users)
        + ", in its container, by a JDK 8 or any Java from 9 on, and see that it has no"
        + " -XX:+DisableAttachMechanism."
        + (AnswerFile.hasTemporaryFilesOfItsOwn(pid)
            ? " It has a /tmp of its own (PrivateTmp= of systemd): as root, put nsenter --target "
                + pid
                + " --mount before this command, or use a Java 25."
            : "");
  }

  /** Null where both are the same, or not known. */
  private static @Nullable String users(String pid) {
    try {
      String its = owner(Paths.get("/proc", pid));
      String ours = owner(Paths.get("/proc/self"));
      return its.equals(ours)
          ? null
          : "It runs as the user " + its + ", and this as " + ours + ": run this as " + its;
    } catch (IOException | UnsupportedOperationException unknown) {
      return null;
    }
  }

  private static String owner(Path process) throws IOException {
    return Files.getOwner(process).getName();
  }
}

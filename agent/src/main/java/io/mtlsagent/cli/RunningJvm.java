package io.mtlsagent.cli;

import io.mtlsagent.cli.terminal.VisibleText;
import io.mtlsagent.runtime.AgentAnswer;
import io.mtlsagent.runtime.AgentCommand;
import io.mtlsagent.runtime.AgentVersion;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Another JVM of this machine, reached by the attach mechanism. */
final class RunningJvm {

  private static final String CAUGHT_SIGNALS = "SigCgt:";
  private static final int SIGQUIT = 3;
  private static final int MOST_DIGITS = 18;

  private final String pid;
  private final PrintWriter notes;

  /**
   * @param notes for what is worth knowing beside the answers
   */
  RunningJvm(String pid, PrintWriter notes) {
    this.pid = pid;
    this.notes = notes;
  }

  /** The JVM of a process id; of anything else the command was used wrongly. */
  static RunningJvm of(String pid, DocumentedCommand command) {
    boolean digits = !pid.isEmpty() && pid.length() <= MOST_DIGITS;
    for (int i = 0; digits && i < pid.length(); i++) {
      digits = pid.charAt(i) >= '0' && pid.charAt(i) <= '9';
    }
    if (!digits) {
      throw command.wrongUse("\"" + VisibleText.of(pid) + "\" is no process id such as 4242");
    }
    return new RunningJvm(pid, command.err());
  }

  /**
   * Loads the agent there.
   *
   * @param argument what follows {@code -javaagent:mtls-agent.jar=}
   * @throws UnreachableJvmException with what is wrong and what else can be done
   */
  private void load(String argument) throws UnreachableJvmException {
    if (!mayBeAsked()) {
      throw new UnreachableJvmException(
          pid,
          ownJar().getPath(),
          new IOException("the process does not listen to SIGQUIT: it is no JVM, or has -Xrs"));
    }
    try {
      ByteBuddyAgent.attach(ownJar(), pid, argument);
    } catch (RuntimeException | LinkageError e) {
      Throwable cause = deepest(e);
      if (!isMisreadSuccess(cause)) {
        throw new UnreachableJvmException(pid, ownJar().getPath(), cause);
      }
    }
  }

  /**
   * Java 8 says "0" where later versions say "return code: 0", and the tools of each take the other
   * for a failure.
   */
  static boolean isMisreadSuccess(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    boolean newToOld =
        failure.getClass().getName().equals("com.sun.tools.attach.AgentLoadException")
            && (message.equals("0") || message.endsWith(": 0"));
    boolean oldToNew =
        failure instanceof IOException && message.equals("Non-numeric value found - int expected");
    return newToOld || oldToNew;
  }

  /**
   * Has a command answered by the agent that runs there.
   *
   * @return the answer
   * @throws UnreachableJvmException as {@link #load}
   * @throws CommandFailedException if the agent refuses, or there is none
   */
  String command(String name) throws IOException, UnreachableJvmException, CommandFailedException {
    try (AnswerFile file = AnswerFile.forProcess(pid)) {
      load(AgentCommand.argument(name, file.path()));
      AgentAnswer answer = AgentAnswer.parse(file.read());
      if (answer == null) {
        throw new CommandFailedException(noAnswer(file));
      }
      if (!answer.isGood()) {
        throw new CommandFailedException(answer.text());
      }
      noteVersion(answer.version());
      return answer.text();
    }
  }

  private String noAnswer(AnswerFile file) {
    return "the JVM "
        + pid
        + " has given no answer: it lacks the agent's jar under the path "
        + ownJar()
        + " or the file "
        + file.path()
        + " (another container?), or the user that runs it may not read the one and write the"
        + " other. Its standard error may say more";
  }

  /** An operator who has put a newer jar in place may believe that it is in force. */
  private void noteVersion(String version) {
    if (!version.equals(AgentVersion.own())) {
      notes.println(
          "[mtls-agent] NOTE: the agent in the JVM "
              + pid
              + " is of version "
              + VisibleText.of(version)
              + ", this jar of version "
              + AgentVersion.own()
              + ". A JVM keeps its version until it ends.");
    }
  }

  /**
   * The attach mechanism sends SIGQUIT, which ends a process that does not listen to it. Linux says
   * who does (proc_pid_status(5)); elsewhere that is left to the JDK.
   */
  private boolean mayBeAsked() {
    try {
      Path status = Paths.get("/proc", pid, "status");
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(CAUGHT_SIGNALS)) {
          String mask = line.substring(CAUGHT_SIGNALS.length()).trim();
          return new BigInteger(mask, 16).testBit(SIGQUIT - 1);
        }
      }
    } catch (IOException | IllegalArgumentException unknown) {
      // Another system, or no such process.
    }
    return true;
  }

  private static File ownJar() {
    return new File(System.getProperty("java.class.path", "")).getAbsoluteFile();
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}

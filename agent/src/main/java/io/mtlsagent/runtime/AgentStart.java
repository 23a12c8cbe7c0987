package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditOpenException;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.OnConfigError;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.weaving.Weaver;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Called by the launcher: brings the agent up, or ends the JVM with a sentence that says why. */
public final class AgentStart {

  /** EX_CONFIG of sysexits.h. */
  private static final int CONFIGURATION_ERROR = 78;

  private AgentStart() {}

  /**
   * Before the application's main method.
   *
   * @param argument what follows {@code -javaagent:mtls-agent.jar=}: the path of the configuration
   */
  public static void atStart(@Nullable String argument, Instrumentation instrumentation) {
    StandardErrorLog log = new StandardErrorLog(System.err);
    if (argument == null || argument.isEmpty()) {
      log.error(
          "no configuration is named. Start the JVM with -javaagent:mtls-agent.jar=PATH, where"
              + " PATH is a .properties file.");
      System.exit(CONFIGURATION_ERROR);
    } else if (OtherCopies.running(instrumentation) != null) {
      log.warning(
          "the agent is in this JVM already; it was named twice, perhaps by JAVA_TOOL_OPTIONS too."
              + " The configuration "
              + argument
              + " is not read.");
    } else {
      start(new File(argument), instrumentation, log, Entry.AT_START);
    }
  }

  /**
   * In a JVM that runs already. An error leaves the application as it is: it was running without
   * the agent before.
   */
  public static void onAttach(@Nullable String argument, Instrumentation instrumentation) {
    StandardErrorLog log = new StandardErrorLog(System.err);
    AgentCommand command = argument == null ? null : AgentCommand.parse(argument);
    String configuration = command == null ? argument : command.attachment();
    if (argument == null || argument.isEmpty()) {
      log.error("no configuration is named: give its path as the agent's argument.");
    } else if (command == null) {
      attach(argument, instrumentation, log);
    } else if (configuration != null) {
      String problem = attach(configuration, instrumentation, log);
      answer(command, problem == null ? AgentAnswer.good("") : AgentAnswer.failed(problem), log);
    } else {
      obey(argument, command, instrumentation, log);
    }
  }

  /** Null where all is well, else the problem, which was said on standard error. */
  private static @Nullable String attach(
      String configuration, Instrumentation instrumentation, StandardErrorLog log) {
    String problem = null;
    String running = OtherCopies.running(instrumentation);
    if (running != null) {
      problem = "the agent, " + running + ", is in this JVM already; nothing was changed";
    } else if (Weaver.hasBegun()) {
      problem =
          "an earlier attach to this JVM has failed half-way and was undone; the JVM must be started"
              + " anew, best with -javaagent";
    }
    if (problem == null) {
      return start(new File(configuration), instrumentation, log, Entry.BY_ATTACH);
    }
    log.error(problem + ".");
    return problem;
  }

  private static void obey(
      String argument,
      AgentCommand command,
      Instrumentation instrumentation,
      StandardErrorLog log) {
    try {
      if (!answer(argument) && !OtherCopies.answer(argument, instrumentation)) {
        answer(command, AgentAnswer.failed("no agent runs in this JVM"), log);
      }
    } catch (ReflectiveOperationException | LinkageError ofAnotherVersion) {
      answer(
          command,
          AgentAnswer.failed(
              "an agent of another version runs in this JVM, and does not understand one of version "
                  + AgentVersion.own()
                  + ". Use the jar that the JVM was started with, or JMX"
                  + " (io.mtlsagent:type=Agent); the version changes with the next start of the JVM"),
          log);
    } catch (IOException | RuntimeException e) {
      log.error("the command " + command.name() + " could not be answered: " + e);
    }
  }

  private static void answer(AgentCommand command, AgentAnswer given, StandardErrorLog log) {
    try {
      command.answer(given);
    } catch (IOException e) {
      log.error("the command " + command.name() + " could not be answered: " + e);
    }
  }

  /**
   * Whether this copy of the agent is the one that runs. Called by reflection, as {@link #answer}.
   */
  public static boolean isRunning() {
    return Agent.running() != null;
  }

  /** The version of this copy of the agent. Called by reflection, as {@link #answer}. */
  public static String version() {
    return AgentVersion.own();
  }

  /**
   * Answers a command, if this copy of the agent is the one that runs. Called by reflection, from
   * the copy that the command came with.
   *
   * @return whether it was answered
   * @throws IOException if the answer cannot be written
   */
  public static boolean answer(String argument) throws IOException {
    Agent running = Agent.running();
    AgentCommand command = AgentCommand.parse(argument);
    if (running == null || command == null) {
      return false;
    }
    command.answer(CommandAnswer.to(command.name(), running));
    return true;
  }

  /** Null where all is well, else the problem, which was said on standard error. */
  private static @Nullable String start(
      File file, Instrumentation instrumentation, StandardErrorLog log, Entry entry) {
    Overrides overrides = Overrides.ofThisProcess();
    String problem;
    try {
      Configuration configuration = Configuration.load(file, overrides);
      if (!isSkipped(configuration, log)) {
        Agent.start(configuration, overrides, instrumentation, log, entry);
      }
      return null;
    } catch (ConfigurationException | AuditOpenException e) {
      problem = String.valueOf(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      problem = "the agent failed to start: " + e;
    }
    log.error(problem);
    if (Configuration.onConfigError(file, overrides) == OnConfigError.PASSTHROUGH) {
      log.warning(
          "on-config-error=passthrough: the application runs WITHOUT mutual TLS, untouched.");
    } else if (entry == Entry.AT_START) {
      System.exit(CONFIGURATION_ERROR);
    }
    return problem;
  }

  /** A silent skip would be a silent bypass: it is always said. */
  private static boolean isSkipped(Configuration configuration, StandardErrorLog log) {
    String command = System.getProperty("sun.java.command", "");
    int end = command.indexOf(' ');
    String mainClass = end < 0 ? command : command.substring(0, end);
    if (mainClass.isEmpty() || !configuration.skipsMainClass(mainClass)) {
      return false;
    }
    log.warning(
        "the main class "
            + mainClass
            + " is in skip.main-classes: this JVM runs WITHOUT the agent.");
    return true;
  }
}

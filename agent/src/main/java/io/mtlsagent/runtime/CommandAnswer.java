package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Mode;

/** What a running agent answers to a command. */
final class CommandAnswer {

  private static final String MODE = "mode ";

  /** The answer of a command that has nothing to tell. */
  static final String GOOD = good("");

  private CommandAnswer() {}

  static String to(String command, Agent agent) {
    if (command.equals("status")) {
      return good(StatusText.of(agent.status()));
    }
    if (command.equals("prometheus")) {
      return good(PrometheusText.of(agent.status()));
    }
    if (command.startsWith(MODE)) {
      return setMode(command.substring(MODE.length()), agent);
    }
    return AgentCommand.FAILED + "this version of the agent does not know " + command;
  }

  private static String setMode(String word, Agent agent) {
    Mode wanted = null;
    for (Mode mode : Mode.values()) {
      if (mode.wireName().equals(word)) {
        wanted = mode;
      }
    }
    if (wanted == null && !word.equals("configured")) {
      return AgentCommand.FAILED + word + " is no mode";
    }
    try {
      agent.setMode(wanted);
      return good("mode " + agent.status().generation().configuration().mode().wireName() + "\n");
    } catch (ConfigurationException e) {
      return AgentCommand.FAILED + e.getMessage();
    }
  }

  private static String good(String text) {
    return AgentCommand.GOOD + "\n" + text;
  }
}

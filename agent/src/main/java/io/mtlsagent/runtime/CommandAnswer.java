package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Mode;

/** What a running agent answers to a command. */
final class CommandAnswer {

  private static final String MODE = "mode ";

  private CommandAnswer() {}

  static AgentAnswer to(String command, Agent agent) {
    if (command.equals("status")) {
      return AgentAnswer.good(StatusText.of(agent.status()));
    }
    if (command.equals("prometheus")) {
      return AgentAnswer.good(PrometheusText.of(agent.status()));
    }
    if (command.startsWith(MODE)) {
      return setMode(command.substring(MODE.length()), agent);
    }
    return AgentAnswer.failed(
        "the agent there, of version " + AgentVersion.own() + ", does not know this command");
  }

  private static AgentAnswer setMode(String word, Agent agent) {
    Mode wanted = null;
    for (Mode mode : Mode.values()) {
      if (mode.wireName().equals(word)) {
        wanted = mode;
      }
    }
    if (wanted == null && !word.equals("configured")) {
      return AgentAnswer.failed(word + " is no mode");
    }
    try {
      agent.setMode(wanted);
      return AgentAnswer.good(
          "mode " + agent.status().generation().configuration().mode().wireName() + "\n");
    } catch (ConfigurationException e) {
      return AgentAnswer.failed(String.valueOf(e.getMessage()));
    }
  }
}

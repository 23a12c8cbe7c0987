package io.mtlsagent.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What an agent answers to a command, in the file that whoever asks has made. The first line says
 * whether the command was obeyed, and by which version of the agent; the text follows.
 */
public final class AgentAnswer {

  private static final String GOOD = "good ";
  private static final String FAILED = "failed ";

  private final String head;
  private final String version;
  private final String text;

  private AgentAnswer(String head, String version, String text) {
    this.head = head;
    this.version = version;
    this.text = text;
  }

  static AgentAnswer good(String text) {
    return new AgentAnswer(GOOD, AgentVersion.own(), text);
  }

  /**
   * @param reason a sentence without a full stop
   */
  static AgentAnswer failed(String reason) {
    return new AgentAnswer(FAILED, AgentVersion.own(), reason);
  }

  /** Null where the file holds no answer. */
  public static @Nullable AgentAnswer parse(String written) {
    int end = written.indexOf('\n');
    for (String head : new String[] {GOOD, FAILED}) {
      if (end >= 0 && written.startsWith(head)) {
        return new AgentAnswer(
            head, written.substring(head.length(), end), written.substring(end + 1));
      }
    }
    return null;
  }

  String written() {
    return head + version + "\n" + text;
  }

  public boolean isGood() {
    return head.equals(GOOD);
  }

  /** The version of the agent that has answered. */
  public String version() {
    return version;
  }

  /** What was asked for, or why it was not done. */
  public String text() {
    return text;
  }
}

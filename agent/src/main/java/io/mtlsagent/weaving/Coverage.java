package io.mtlsagent.weaving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which TLS stacks this JVM has used up to now, and which of them the agent covers. Immutable. */
public final class Coverage {

  private final List<Stack> stacks;

  Coverage(List<Stack> stacks) {
    this.stacks = Collections.unmodifiableList(new ArrayList<>(stacks));
  }

  /** In the order in which they were first seen. */
  public List<Stack> stacks() {
    return stacks;
  }

  /** Whether a stack has been seen whose connections escape the agent. */
  public boolean hasGaps() {
    for (Stack stack : stacks) {
      if (!stack.isCovered()) {
        return true;
      }
    }
    return false;
  }

  /** One TLS stack. */
  public static final class Stack {
    private final String name;
    private final List<String> classes;
    private final List<String> contexts;
    private final List<String> gaps;

    Stack(String name, List<String> classes, List<String> contexts, List<String> gaps) {
      this.name = name;
      this.classes = Collections.unmodifiableList(new ArrayList<>(classes));
      this.contexts = Collections.unmodifiableList(new ArrayList<>(contexts));
      this.gaps = Collections.unmodifiableList(new ArrayList<>(gaps));
    }

    /** As in {@code mtls.stack} of the audit log. */
    public String name() {
      return name;
    }

    /** The classes that carry the agent's calls; several copies of a library are named each. */
    public List<String> classes() {
      return classes;
    }

    /** Where contexts were made: the first methods that did so, without the TLS stack's own. */
    public List<String> contexts() {
      return contexts;
    }

    /** Why connections escape; empty where none does. */
    public List<String> gaps() {
      return gaps;
    }

    public boolean isCovered() {
      return gaps.isEmpty();
    }

    /** A line for people. */
    @Override
    public String toString() {
      return name
          + (isCovered() ? ": covered" : ": NOT covered: " + String.join("; ", gaps))
          + (contexts.isEmpty() ? "" : "; contexts made by " + String.join(", ", contexts));
    }
  }
}

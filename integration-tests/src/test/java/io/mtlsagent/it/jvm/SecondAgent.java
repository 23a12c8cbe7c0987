package io.mtlsagent.it.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The agent of {@code test-apps/second-agent} and the file in which it notes what it found. */
public final class SecondAgent {

  private final Path notes;

  /**
   * @param notes is written by the agent
   */
  public SecondAgent(Path notes) {
    this.notes = notes;
  }

  /** Starts it after the agents that the launch has so far. */
  public Launch after(Launch launch) {
    return launch.jvmOptions("-javaagent:" + jar() + "=" + notes);
  }

  private static Path jar() {
    Path target = Project.root().resolve("test-apps/second-agent/target");
    return target.resolve("test-apps-second-agent-" + TestApp.VERSION + ".jar");
  }

  /** The classes that were loaded when it was started. */
  public Set<String> loaded() {
    return notesOn("LOADED ");
  }

  /** The threads that ran when it was started. */
  public Set<String> threads() {
    return notesOn("THREAD ");
  }

  /** The classes that were loaded after it was started: internal name and check sum. */
  public Set<String> bytes() {
    return notesOn("BYTES ");
  }

  private Set<String> notesOn(String subject) {
    try {
      List<String> lines = Files.readAllLines(notes);
      return lines.stream()
          .filter(line -> line.startsWith(subject))
          .map(line -> line.substring(subject.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

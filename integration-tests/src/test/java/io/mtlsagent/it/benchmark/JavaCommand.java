package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Project;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts one of the applications. Immutable. */
final class JavaCommand {

  private final Path home;
  private final List<String> options;
  private final Class<?> application;
  private final List<String> arguments;

  private JavaCommand(
      Path home, List<String> options, Class<?> application, List<String> arguments) {
    this.home = home;
    this.options = List.copyOf(options);
    this.application = application;
    this.arguments = List.copyOf(arguments);
  }

  static JavaCommand of(Path home, Class<?> application) {
    return new JavaCommand(home, List.of(), application, List.of());
  }

  JavaCommand withAgent(Path configuration) {
    return withAgent(Project.agentJar(), "=" + configuration);
  }

  /** With an agent of one's own; the argument begins with an equals sign, or is empty. */
  JavaCommand withAgent(Path jar, String argument) {
    return options("-javaagent:" + jar + argument);
  }

  JavaCommand options(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new JavaCommand(home, all, application, arguments);
  }

  JavaCommand arguments(List<String> more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new JavaCommand(home, options, application, all);
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(home.resolve("bin/java").toString());
    words.addAll(options);
    words.add("-cp");
    words.add(classes().toString());
    words.add(application.getName());
    words.addAll(arguments);
    return words;
  }

  /** The folder or jar that the applications are in. */
  static Path classes() {
    try {
      return Path.of(JavaCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.mtlsagent.it.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application to be started: which, with what options, with or without the agent. Immutable. */
public final class Launch {

  private final TestApp app;
  private final List<String> jvmOptions;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final @Nullable Path agentConfiguration;

  private Launch(
      TestApp app,
      List<String> jvmOptions,
      List<String> arguments,
      Map<String, String> environment,
      @Nullable Path agentConfiguration) {
    this.app = app;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
    this.agentConfiguration = agentConfiguration;
  }

  public static Launch of(TestApp app, String... arguments) {
    return new Launch(app, List.of(), List.of(arguments), Map.of(), null);
  }

  /** With the agent, which reads the given file. */
  public Launch withAgent(Path configuration) {
    return new Launch(app, jvmOptions, arguments, environment, configuration);
  }

  public Launch jvmOptions(String... options) {
    List<String> all = new ArrayList<>(jvmOptions);
    all.addAll(List.of(options));
    return new Launch(app, all, arguments, environment, agentConfiguration);
  }

  public Launch arguments(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new Launch(app, jvmOptions, all, environment, agentConfiguration);
  }

  public Launch environment(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put(name, value);
    return new Launch(app, jvmOptions, arguments, all, agentConfiguration);
  }

  TestApp app() {
    return app;
  }

  Map<String, String> environment() {
    return environment;
  }

  List<String> command(String java) {
    List<String> command = new ArrayList<>();
    command.add(java);
    if (agentConfiguration != null) {
      command.add("-javaagent:" + Project.agentJar() + "=" + agentConfiguration);
    }
    command.addAll(jvmOptions);
    command.addAll(app.launchArguments());
    command.addAll(arguments);
    return command;
  }
}

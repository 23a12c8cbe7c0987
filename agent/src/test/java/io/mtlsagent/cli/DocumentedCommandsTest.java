package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.documentation.Documents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class DocumentedCommandsTest {

  private static final Pattern CALL =
      Pattern.compile("java -jar \\S*mtls-agent\\.jar ([a-z][^`\\n]*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+");

  @Test
  void commandsAndOptionsThatTheDocumentsShowExist() throws Exception {
    for (Path document : Documents.all()) {
      for (MatchResult call : CALL.matcher(Documents.text(document)).results().toList()) {
        String line = call.group(1);
        String help = help(commandOf(line));
        for (MatchResult option : OPTION.matcher(line).results().toList()) {
          assertThat(help).as("%s: %s", document, line).contains(option.group());
        }
      }
    }
  }

  @Test
  void commandsThatExistAreDocumented() throws Exception {
    String page = Documents.text(Documents.named("docs/commands.md"));
    for (String command : commands(CommandLineInterface.class, "")) {
      assertThat(page).contains(command);
    }
  }

  /** The words that name a command: one, or two below {@code pki}. */
  private static List<String> commandOf(String line) {
    String[] words = line.split("\\s+");
    int count = words[0].equals("pki") && words.length > 1 && !words[1].startsWith("-") ? 2 : 1;
    return Arrays.asList(words).subList(0, count);
  }

  private static String help(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--help");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        CommandLineInterface.run(
            arguments.toArray(new String[0]), new PrintStream(out), new PrintStream(out));
    assertThat(exitCode).as("%s", command).isZero();
    String help = out.toString(StandardCharsets.UTF_8);
    // of this command: with an unknown word before --help, it is that of the whole
    assertThat(help).startsWith("Usage: mtls-agent " + String.join(" ", command));
    return help;
  }

  private static List<String> commands(Class<?> type, String prefix) {
    List<String> names = new ArrayList<>();
    for (Class<?> subcommand : type.getAnnotation(Command.class).subcommands()) {
      String name = prefix + subcommand.getAnnotation(Command.class).name();
      names.add(name);
      names.addAll(commands(subcommand, name + " "));
    }
    return names;
  }
}

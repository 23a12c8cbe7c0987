package io.mtlsagent.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/faults.md names tests, and all of them exist. */
class FaultsTest {

  private static final int FAULTS = 58;
  private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*\\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("(\\w+(?:Test|IT))(?:\\.(\\w+))?");
  private static final String OUT_OF_REACH = "Out of reach";

  /** With all that may stand between them, such as the source of a parameter. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^  @(?:Test|ParameterizedTest|Property|FuzzTest|RepeatedTest)\\b"
              + "(?:(?!^  }$).)*?^  (?:public )?void (\\w+)\\(",
          Pattern.MULTILINE | Pattern.DOTALL);

  private static String document;
  private static final Map<String, Path> SOURCES = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    document = Documents.text(Documents.named("docs/faults.md"));
    for (String module : List.of("agent", "integration-tests")) {
      try (Stream<Path> files = Files.walk(Documents.named(module + "/src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> SOURCES.put(file.getFileName().toString().replace(".java", ""), file));
      }
    }
  }

  private static List<MatchResult> rows() {
    return ROW.matcher(document).results().toList();
  }

  @Test
  void everyFaultHasItsRow() {
    assertThat(rows())
        .extracting(row -> Integer.valueOf(row.group(1)))
        .isEqualTo(IntStream.rangeClosed(1, FAULTS).boxed().toList());
  }

  @Test
  void everyFaultWithinReachIsShownByATest() {
    for (MatchResult row : rows()) {
      boolean isOut = row.group().contains(OUT_OF_REACH) && row.group().endsWith("| none |");
      assertThat(isOut || tests(row.group()).count() > 0).as("%s", row.group()).isTrue();
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    for (String name : tests(document).toList()) {
      Matcher parts = NAME.matcher(name);
      assertThat(parts.matches()).isTrue();
      assertThat(SOURCES).containsKey(parts.group(1));
      String source = Files.readString(SOURCES.get(parts.group(1)));
      if (parts.group(2) != null) {
        assertThat(METHOD.matcher(source).results().map(method -> method.group(1)))
            .as("tests of %s", parts.group(1))
            .contains(parts.group(2));
      }
    }
  }

  private static Stream<String> tests(String text) {
    return Documents.inlineCode(text).stream().filter(code -> NAME.matcher(code).matches());
  }
}

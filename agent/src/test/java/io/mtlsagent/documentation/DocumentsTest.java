package io.mtlsagent.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

  @Test
  void linksLeadToFilesAndHeadingsThatExist() throws Exception {
    for (Path document : Documents.all()) {
      for (MatchResult link : LINK.matcher(Documents.text(document)).results().toList()) {
        String target = link.group(1);
        if (!target.contains("://")) {
          assertThat(leadsSomewhere(document, target)).as("%s: %s", document, target).isTrue();
        }
      }
    }
  }

  @Test
  void textsHaveNoDashesThatHideAPause() throws Exception {
    for (Path document : Documents.all()) {
      assertThat(Documents.text(document)).as("%s", document).doesNotContain("\u2014", "\u2013");
    }
  }

  private static boolean leadsSomewhere(Path document, String target) throws Exception {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** As GitHub makes them. */
  private static List<String> anchors(Path file) throws Exception {
    return HEADING
        .matcher(Documents.text(file))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}

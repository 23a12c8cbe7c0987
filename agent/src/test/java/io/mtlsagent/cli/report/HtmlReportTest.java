package io.mtlsagent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir Path folder;

  @Test
  void thePageNamesNothingOutsideOfItself() throws Exception {
    String page = page(Stories.someWouldBeRefused(folder.resolve("audit.jsonl")));
    assertThat(page).doesNotContain("http://", "https://", "src=", "href=", "url(", "@import");
    assertThat(page).contains("default-src 'none'".replace("'", "&#39;"));
  }

  @Test
  void thePageShowsPeersReasonsAndExpiry() throws Exception {
    String page = page(Stories.someWouldBeRefused(folder.resolve("audit.jsonl")));
    assertThat(page)
        .contains("<svg class=\"picture\"", "CN=alice", "CN=mallory (unproven)", "no_certificate")
        .contains("Not safe to enforce", "class=\"expiry\"", "90 days left");
  }

  @Test
  void namesInCertificatesNeverBecomeMarkup() throws Exception {
    String page = page(Stories.hostile(folder.resolve("audit.jsonl")));
    assertThat(page)
        .doesNotContain("<script", "<img", "</style><style>", "<b>", "\u001b", "\u202e", "<!--")
        .contains("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;")
        .contains("\\u001B[2J", "\\u202E", "&amp;lt;b&amp;gt;");
    // No attribute but those that we write.
    assertThat(Pattern.compile("<[a-z0-9]+[^>]* on[a-z]+=").matcher(page).find()).isFalse();
  }

  @Test
  void aPageWithoutHandshakesHasNoPictures() throws Exception {
    Path log = Files.createFile(folder.resolve("audit.jsonl"));
    assertThat(page(log)).contains("No answer").doesNotContain("<svg");
  }

  static String page(Path log) throws Exception {
    AuditReport report =
        AuditReport.of(
            List.of(log.toFile()),
            Period.of(null, null, ObservedLog.NOW),
            ObservedLog.NOW,
            (lines, bytes) -> {});
    StringWriter page = new StringWriter();
    HtmlReport.write(report, page);
    return page.toString();
  }
}

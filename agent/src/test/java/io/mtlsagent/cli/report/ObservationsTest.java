package io.mtlsagent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObservationsTest {

  private final Observations seen = new Observations();
  private final AuditLineParser parser = new AuditLineParser();

  @Test
  void strangersFillNeitherTheMemoryNorThePlacesOfProvenPeers() {
    for (int i = 0; i < Observations.MAX_RELATIONS + 500; i++) {
      add("peer-rejected", "untrusted", "CN=stranger " + i, "1");
    }
    add("peer-accepted", "accepted", "CN=alice", "2");

    assertThat(seen.relations()).hasSize(Observations.MAX_RELATIONS + 1);
    assertThat(seen.unlisted().total()).isEqualTo(500);
    assertThat(seen.tally().total()).isEqualTo(Observations.MAX_RELATIONS + 501);
    assertThat(seen.certificates()).hasSize(1);
  }

  @Test
  void aStrangerIsNotThePeerWhoseNameItTook() {
    add("peer-accepted", "accepted", "CN=alice", "1");
    add("peer-rejected", "untrusted", "CN=alice", "2");
    assertThat(seen.relations()).hasSize(2);
    assertThat(seen.relations().get(1).key().peer().label()).isEqualTo("CN=alice (unproven)");
  }

  @Test
  void deepAndLongLinesAreForeign() {
    String deep = "{\"@timestamp\":\"2026-11-25T00:00:00.000Z\",\"x\":" + "[".repeat(30_000);
    assertThat(parse(deep)).isNull();
    assertThat(parse("{\"@timestamp\":\"2026-11-25T00:00:00.000Z\"}")).isNull();
    assertThat(parse("{\"@timestamp\":\"soon\",\"event\":{\"action\":\"peer-accepted\"}}"))
        .isNull();
    assertThat(parse("[1]")).isNull();
    assertThat(
            parse("{\"@timestamp\":\"2026-11-25T00:00:00.000Z\",\"event\":{\"action\":\"x\"}} {}"))
        .isNull();
  }

  private void add(String action, String code, String subject, String hash) {
    AuditRecord line =
        parse(
            "{\"@timestamp\":\"2026-11-25T00:00:00.000Z\",\"event\":{\"action\":\""
                + action
                + "\",\"code\":\""
                + code
                + "\"},\"network\":{\"direction\":\"inbound\"},\"tls\":{\"client\":{\"subject\":\""
                + subject
                + "\",\"issuer\":\"CN=zoo\",\"not_after\":\"2027-01-01T00:00:00.000Z\",\"hash\":{\"sha256\":\""
                + hash
                + "\"}}}}");
    assertThat(line).isNotNull();
    seen.add(line);
  }

  private AuditRecord parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return parser.parse(bytes, bytes.length);
  }
}

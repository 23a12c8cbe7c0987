package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationDataTest {

  @TempDir Path directory;
  private final List<String> lost = new ArrayList<>();

  private final RevocationEvents events =
      new RevocationEvents() {
        @Override
        public void updated(String source, String detail) {}

        @Override
        public void stale(String source, String detail) {}

        @Override
        public void cacheLost(String cache) {
          lost.add(cache);
        }
      };

  private RevocationData open() throws Exception {
    Path file = directory.resolve("mtls.properties");
    Files.writeString(file, "mode=off\nrevocation.cache=cache\n");
    Configuration configuration = Configuration.load(file.toFile(), Overrides.none());
    return RevocationData.open(
        configuration.file(), configuration.endpoints().get(0), Clock.systemUTC());
  }

  /** Nobody but this test can make a directory of that name again. */
  private void loseTheCache() throws Exception {
    Files.delete(directory.resolve("cache"));
    Files.writeString(directory.resolve("cache"), "no directory");
  }

  @Test
  void theFirstConnectionDoesWithoutACacheThatHasGone() throws Exception {
    RevocationData data = open();
    data.report(events);
    loseTheCache();
    assertThat(data.remote().sources()).isNotEmpty();
    data.remote();
    data.report(events);
    assertThat(lost).containsExactly(directory.resolve("cache").toString());
  }

  @Test
  void whoAsksLaterIsToldToo() throws Exception {
    RevocationData data = open();
    loseTheCache();
    data.remote();
    data.report(events);
    assertThat(lost).hasSize(1);
  }

  @Test
  void aCacheThatCanBeMadeAgainIsMade() throws Exception {
    RevocationData data = open();
    data.report(events);
    Files.delete(directory.resolve("cache"));
    data.remote();
    assertThat(directory.resolve("cache")).isDirectory();
    assertThat(lost).isEmpty();
  }

  @Test
  void aCacheThatCannotBeMadeAtStartIsAMistakeOfTheConfiguration() throws Exception {
    Files.writeString(directory.resolve("cache"), "no directory");
    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("revocation.cache");
  }
}

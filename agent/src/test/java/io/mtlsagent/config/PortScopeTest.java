package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortScopeTest {

  private static PortScope scope(String... lines) throws Exception {
    Path directory = Files.createTempDirectory("ports");
    try {
      Written written = Written.complete(directory, lines);
      PortScope scope = written.load().serverScope();
      Files.delete(written.file().toPath());
      return scope;
    } finally {
      Files.deleteIfExists(directory.resolve("agent.properties"));
      Files.delete(directory);
    }
  }

  @Property(tries = 200)
  void aPortIsInScopeIfAndOnlyIfItIsIncludedAndNotExcluded(
      @ForAll @IntRange(min = 1, max = 65535) int a,
      @ForAll @IntRange(min = 1, max = 65535) int b,
      @ForAll @IntRange(min = 1, max = 65535) int excluded,
      @ForAll @IntRange(min = 1, max = 65535) int port)
      throws Exception {
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    PortScope scope = scope("server.ports=" + low + "-" + high, "server.exclude-ports=" + excluded);

    assertThat(scope.includes(port)).isEqualTo(port >= low && port <= high && port != excluded);
    assertThat(scope.includes(excluded)).isFalse();
  }

  @Test
  void portsAndRangesAreAdded() throws Exception {
    PortScope scope = scope("server.ports=8443, 9000 - 9100 ,1");

    for (int port : new int[] {8443, 9000, 9050, 9100, 1}) {
      assertThat(scope.includes(port)).isTrue();
    }
    for (int port : new int[] {8442, 8999, 9101, 2, 65535}) {
      assertThat(scope.includes(port)).isFalse();
    }
  }

  @Test
  void anUnknownPortIsInScopeAsSoonAsAnyPortIs() throws Exception {
    assertThat(scope("server.ports=8443").includesUnknown()).isTrue();
    assertThat(scope("server.ports=8443").includes(0)).isTrue();
    assertThat(scope("server.ports=8443").includes(-1)).isTrue();
    assertThat(scope("server.exclude-ports=*").includesUnknown()).isFalse();
    assertThat(scope("server.ports=1-9", "server.exclude-ports=1-9").includes(-1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "65536",
        "-1",
        "9-1",
        "a",
        "80-",
        "-80",
        "1-2-3",
        "80;81",
        "8080 8081",
        "+80",
        "٨٠"
      })
  void anythingElseIsNoPort(String text) {
    assertThatThrownBy(() -> scope("server.ports=443," + text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "server.ports: '" + text + "' is neither a port nor a range of ports");
  }
}

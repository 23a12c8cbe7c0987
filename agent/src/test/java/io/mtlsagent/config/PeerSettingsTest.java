package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.MinimumStrength;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSettingsTest {

  @TempDir Path directory;

  @Test
  void strengthUsageAndLimitsAreSettings() throws Exception {
    PeerSettings peers =
        Written.complete(
                directory,
                "trust.min-strength=legacy",
                "trust.require-eku=true",
                "limits.signature-checks=7")
            .load()
            .topLevel()
            .peers();

    assertThat(peers.minimumStrength()).isEqualTo(MinimumStrength.LEGACY);
    assertThat(peers.requiresExtendedKeyUsage()).isTrue();
    assertThat(peers.signatureChecks()).isEqualTo(7);
    assertThat(peers.pathLength()).isEqualTo(10);
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(Written.complete(directory, "limits.path-length=0")::load)
        .hasMessageContaining("limits.path-length")
        .hasMessageContaining("number from 1");
  }
}

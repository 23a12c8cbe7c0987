package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.config.PeerSettings;
import io.mtlsagent.trust.PathLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {

  @TempDir Path directory;

  @Test
  void defaultsOfTheConfigurationAreThoseOfTheTrustComponent() throws Exception {
    PathLimits limits = Requirements.of(peers("mode=off")).limits();

    assertThat(limits).usingRecursiveComparison().isEqualTo(PathLimits.defaults());
  }

  @Test
  void eachLimitIsPassedOn() throws Exception {
    PathLimits limits =
        Requirements.of(
                peers(
                    "mode=off",
                    "limits.chain-certificates=2",
                    "limits.chain-bytes=2048",
                    "limits.path-length=3",
                    "limits.signature-checks=4",
                    "limits.name-comparisons=5",
                    "limits.key-bits=4096"))
            .limits();

    assertThat(limits.chainCertificates()).isEqualTo(2);
    assertThat(limits.chainBytes()).isEqualTo(2048);
    assertThat(limits.pathLength()).isEqualTo(3);
    assertThat(limits.signatureChecks()).isEqualTo(4);
    assertThat(limits.nameComparisons()).isEqualTo(5);
    assertThat(limits.keyBits()).isEqualTo(4096);
  }

  private PeerSettings peers(String... lines) throws Exception {
    Path file = Files.writeString(directory.resolve("c.properties"), String.join("\n", lines));
    return Configuration.load(file.toFile(), Overrides.none()).topLevel().peers();
  }
}

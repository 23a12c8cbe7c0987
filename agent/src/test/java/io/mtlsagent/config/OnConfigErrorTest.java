package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnConfigErrorTest {

  private static final String PASSTHROUGH = "on-config-error=passthrough";

  @TempDir Path directory;

  @Test
  void itIsReadFromAFileWhoseOtherEntriesAreWrong() {
    assertThat(
            Written.bare(
                    directory, "mod=1", "mode=x", "mode=y", "a=\\u12", "peers.allow=x", PASSTHROUGH)
                .sys("mtls.agent.nope", "1")
                .onConfigError())
        .isEqualTo(OnConfigError.PASSTHROUGH);
  }

  @Test
  void itIsExitWhereNothingIsSaid() {
    assertThat(Written.bare(directory, "mod=1").onConfigError()).isEqualTo(OnConfigError.EXIT);
  }

  @Test
  void itIsExitWhereItCannotBeTold() {
    assertThat(Written.bare(directory, "on-config-error=passtrough").onConfigError())
        .isEqualTo(OnConfigError.EXIT);
    assertThat(Written.bare(directory, "on-config-error=${env:NOPE}").onConfigError())
        .isEqualTo(OnConfigError.EXIT);
    assertThat(Written.bare(directory, PASSTHROUGH, "on-config-error=exit").onConfigError())
        .isEqualTo(OnConfigError.EXIT);
    assertThat(
            Written.bare(directory, PASSTHROUGH)
                .sys("mtls.agent.on-config-error", "x")
                .onConfigError())
        .isEqualTo(OnConfigError.EXIT);
  }

  @Test
  void anOverrideSaysItForAFileThatCannotBeRead() {
    File missing = directory.resolve("missing").toFile();
    Overrides overrides =
        Overrides.of(Map.of("MTLS_AGENT_ON_CONFIG_ERROR", "passthrough"), Collections.emptyMap());

    assertThat(Configuration.onConfigError(missing, overrides))
        .isEqualTo(OnConfigError.PASSTHROUGH);
    assertThat(Configuration.onConfigError(missing, Overrides.none()))
        .isEqualTo(OnConfigError.EXIT);
  }

  @Test
  void profilesCountForItToo() {
    Written written =
        Written.bare(directory, "%dev." + PASSTHROUGH, "on-config-error=exit", "mod=1");

    assertThat(written.onConfigError()).isEqualTo(OnConfigError.EXIT);
    assertThat(written.sys("mtls.agent.profile", "dev").onConfigError())
        .isEqualTo(OnConfigError.PASSTHROUGH);
  }
}

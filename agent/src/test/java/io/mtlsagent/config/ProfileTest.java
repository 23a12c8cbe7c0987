package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

  @TempDir Path directory;

  @Test
  void anEntryOfTheActiveProfileGoesBeforeThePlainOne() throws Exception {
    Configuration configuration =
        Written.complete(directory, "profile=prod", "%prod.mode=enforce", "mode=observe").load();

    assertThat(configuration.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.profile()).isEqualTo("prod");
  }

  @Test
  void anEntryOfAnotherProfileDoesNotCount() throws Exception {
    Written written =
        Written.complete(directory, "profile=dev", "%prod.mode=enforce", "mode=observe");

    assertThat(written.load().mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void withoutAProfileNoProfileEntryCounts() throws Exception {
    assertThat(Written.complete(directory, "%prod.mode=off").load().mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void theEnvironmentThenTheSystemPropertyChooseTheProfile() throws Exception {
    String[] lines = {"profile=a", "%a.mode=off", "%b.mode=observe", "%c.mode=permissive"};

    assertThat(Written.complete(directory, lines).env("MTLS_AGENT_PROFILE", "b").load().mode())
        .isEqualTo(Mode.OBSERVE);
    assertThat(
            Written.complete(directory, lines)
                .env("MTLS_AGENT_PROFILE", "b")
                .sys("mtls.agent.profile", "c")
                .load()
                .mode())
        .isEqualTo(Mode.PERMISSIVE);
  }

  @Test
  void anOverrideGoesBeforeTheProfile() throws Exception {
    Written written =
        Written.complete(directory, "profile=prod", "%prod.mode=enforce")
            .env("MTLS_AGENT_MODE", "observe");

    assertThat(written.load().mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void aKeyOfAnInactiveProfileMustBeKnownToo() {
    assertThatThrownBy(Written.complete(directory, "%other.mod=off")::load)
        .hasMessageContaining("%other.mod: is not a known key (line 4). Did you mean mode?");
  }

  @Test
  void aProfileCannotChooseTheProfile() {
    assertThatThrownBy(Written.complete(directory, "%a.profile=b")::load)
        .hasMessageContaining("%a.profile: a profile cannot choose the profile");
  }

  @Test
  void aProfileSpeltAlmostLikeOneOfTheFileIsWarnedOf() throws Exception {
    assertThat(Written.complete(directory, "profile=prdo", "%prod.mode=enforce").load().warnings())
        .containsExactly("The profile 'prdo' has no entries in the file; did you mean 'prod'?");
    assertThat(Written.complete(directory, "profile=dev", "%prod.mode=enforce").load().warnings())
        .isEmpty();
  }
}

package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {

  @TempDir Path directory;

  @Test
  void theEnvironmentGoesBeforeTheFile() throws Exception {
    Written written = Written.complete(directory, "mode=off").env("MTLS_AGENT_MODE", "observe");

    assertThat(written.load().mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void aSystemPropertyGoesBeforeTheEnvironment() throws Exception {
    Written written =
        Written.complete(directory, "mode=off")
            .env("MTLS_AGENT_MODE", "observe")
            .sys("mtls.agent.mode", "permissive");

    assertThat(written.load().mode()).isEqualTo(Mode.PERMISSIVE);
  }

  @Test
  void dotsAndDashesAreUnderscoresInTheEnvironment() throws Exception {
    Written written = Written.complete(directory).env("MTLS_AGENT_SERVER_EXCLUDE_PORTS", "8443");

    assertThat(written.load().serverScope().includes(8443)).isFalse();
  }

  @Test
  void anErrorNamesTheOverrideItComesFrom() {
    assertThatThrownBy(Written.complete(directory).env("MTLS_AGENT_MODE", "on")::load)
        .hasMessageContaining("(environment variable MTLS_AGENT_MODE)");
    assertThatThrownBy(Written.complete(directory).sys("mtls.agent.mode", "on")::load)
        .hasMessageContaining("(system property mtls.agent.mode)");
  }

  @Test
  void anUnknownSystemPropertyIsAnErrorThatSuggestsTheNearestKey() {
    assertThatThrownBy(Written.complete(directory).sys("mtls.agent.server.port", "1")::load)
        .hasMessageContaining(
            "server.port: is not a known key (system property mtls.agent.server.port)."
                + " Did you mean server.ports?");
  }

  @Test
  void anUnknownEnvironmentVariableIsOnlyAWarning() throws Exception {
    // What Kubernetes sets for a service of the name mtls-agent.
    Configuration configuration =
        Written.complete(directory)
            .env("MTLS_AGENT_SERVICE_HOST", "10.0.0.1")
            .env("MTLS_AGENT_PORT_8443_TCP", "tcp://10.0.0.1:8443")
            .load();

    assertThat(configuration.warnings())
        .containsExactly(
            "The environment variable MTLS_AGENT_PORT_8443_TCP is no key and is ignored",
            "The environment variable MTLS_AGENT_SERVICE_HOST is no key and is ignored");
  }

  @Test
  void endpointsAreNotReadFromTheEnvironment() throws Exception {
    Configuration configuration =
        Written.complete(directory).env("MTLS_AGENT_ENDPOINT_ADMIN_MODE", "off").load();

    assertThat(configuration.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.warnings()).hasSize(1);
  }

  @Test
  void otherVariablesAndPropertiesAreNoBusinessOfOurs() throws Exception {
    Configuration configuration =
        Written.complete(directory)
            .env("MTLS_AGENTS", "x")
            .sys("mtls.agents", "x")
            .sys("javax.net.ssl.trustStore", "x")
            .load();

    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void theOverridesOfThisProcessAreItsEnvironmentAndProperties() {
    Overrides overrides = Overrides.ofThisProcess();

    assertThat(overrides.environment("PATH")).isEqualTo(System.getenv("PATH"));
    assertThat(overrides.systemProperty("java.version"))
        .isEqualTo(System.getProperty("java.version"));
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contexts of WildFly's OpenSSL: JSSE's where the agent decides; elsewhere, or made past the
 * provider, they are reported or refused. Its servers and clients are in the matrix.
 */
class WildFlyOpenSslIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** The library is not even asked for: a wrong place for it harms nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"enforce", "permissive"})
  void aContextIsJssesWhereOurIdentityIsShown(String mode) {
    AgentConfig config = material.config(mode).set("mode", mode);
    Launch launch = launch(config).jvmOptions("-Dorg.wildfly.openssl.path=/nowhere");
    try (RunningApp app = Jvms.own().start(launch)) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).containsExactly("MADE SSLEngineImpl");
      assertThat(app.errors())
          .as("%s", app)
          .anyMatch(line -> line.contains("a context of WildFly's OpenSSL is JSSE's in its place"));
    }
    assertThat(config.audit().lines()).noneMatch(WildFlyOpenSslIT::isUncovered);
  }

  @Test
  void observeOnlySaysSo() {
    AgentConfig config = material.config("observe").set("mode", "observe");
    try (RunningApp app = Jvms.own().start(launch(config))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).containsExactly("MADE OpenSSLEngine");
    }
    assertThat(uncovered(config)).hasSize(1);
  }

  /** The provider was made in mode observe, and stays. */
  @Test
  void contextsThatAreMadeAfterASwitchToEnforceAreJsses() {
    AgentConfig config = material.quickConfig("switched").set("mode", "observe");
    try (RunningApp app = Jvms.own().start(launch(config).arguments("--until=SSLEngineImpl"))) {
      Awaitility.await("MADE").atMost(PATIENCE).until(() -> app.output().size() == 1);

      config.set("mode", "enforce").write();

      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).containsExactly("MADE OpenSSLEngine");
    }
  }

  @Test
  void aContextMadePastTheProviderIsRefused() {
    AgentConfig config = material.config("directly");
    try (RunningApp app = Jvms.own().start(launch(config).arguments("--directly"))) {
      assertThat(app.awaitExit()).as("%s", app).isNotZero();
      assertThat(app.output()).as("%s", app).isEmpty();
      assertThat(app.errors())
          .as("%s", app)
          .anyMatch(line -> line.contains("mtls-agent refuses a context of WildFly OpenSSL"));
    }
    assertThat(uncovered(config)).hasSize(1);
  }

  private static Launch launch(AgentConfig config) {
    return Launch.of(TestApp.WILDFLY_OPENSSL).withAgent(config.write());
  }

  private static List<AuditLine> uncovered(AgentConfig config) {
    return config.audit().await("tls-uncovered", 1, WildFlyOpenSslIT::isUncovered);
  }

  private static boolean isUncovered(AuditLine line) {
    return line.text("mtls.stack").equals("WildFly OpenSSL");
  }
}

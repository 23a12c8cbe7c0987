package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.RevocationPolicy;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir Path directory;

  @Test
  void identityAndTrustAreEnoughAndTheRestHasTheDocumentedDefaults() throws Exception {
    Configuration configuration = Written.complete(directory).load();

    assertThat(configuration.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.profile()).isNull();
    assertThat(configuration.serviceName()).isNull();
    assertThat(configuration.serviceEnvironment()).isNull();
    assertThat(configuration.topLevel().revocation().policy()).isEqualTo(RevocationPolicy.STRICT);
    assertThat(configuration.topLevel().revocation().lists()).isEmpty();
    assertThat(configuration.serverScope().includes(1)).isTrue();
    assertThat(configuration.serverScope().includes(65535)).isTrue();
    assertThat(configuration.clientScope().includes(null, null, 0)).isTrue();
    assertThat(configuration.topLevel().verifyHostname()).isEqualTo(HostNameCheck.ALWAYS);
    assertThat(configuration.topLevel().user().rules()).isEqualTo("cn");
    assertThat(configuration.topLevel().user().isRequired()).isFalse();
    assertThat(configuration.tls().protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(configuration.tls().ciphers()).isEmpty();
    assertThat(configuration.reloadInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.onConfigError()).isEqualTo(OnConfigError.EXIT);
    assertThat(configuration.skipsMainClass("com.example.Main")).isFalse();
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.sources()).hasSize(1);
  }

  @Test
  void everySupportedKeyIsRead() throws Exception {
    Configuration configuration =
        Written.complete(
                directory,
                "mode=permissive",
                "service.name=orders",
                "service.environment=prod",
                "revocation=soft-fail",
                "revocation.crl=crls/, /etc/pki/*.crl",
                "server.ports=8443,9000-9002",
                "server.exclude-ports=9001",
                "client.hosts=*.internal",
                "client.exclude-hosts=old.internal",
                "client.verify-hostname=false",
                "user.rules=san:uri, cn",
                "user.required=true",
                "tls.protocols=TLSv1.3",
                "tls.ciphers=TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384",
                "skip.main-classes=com.example.tools.*",
                "reload.interval=500ms",
                "on-config-error=passthrough")
            .load();

    assertThat(configuration.mode()).isEqualTo(Mode.PERMISSIVE);
    assertThat(configuration.serviceName()).isEqualTo("orders");
    assertThat(configuration.serviceEnvironment()).isEqualTo("prod");
    assertThat(configuration.topLevel().revocation().policy())
        .isEqualTo(RevocationPolicy.SOFT_FAIL);
    assertThat(configuration.topLevel().revocation().lists())
        .extracting(PathPattern::toString)
        .containsExactly(directory.resolve("crls").toString(), "/etc/pki/*.crl");
    assertThat(configuration.serverScope().includes(9000)).isTrue();
    assertThat(configuration.serverScope().includes(9001)).isFalse();
    assertThat(configuration.clientScope().includes("db.internal", null, 1)).isTrue();
    assertThat(configuration.clientScope().includes("old.internal", null, 1)).isFalse();
    assertThat(configuration.topLevel().verifyHostname())
        .isEqualTo(HostNameCheck.AS_THE_APPLICATION);
    assertThat(configuration.topLevel().user().rules()).isEqualTo("san:uri, cn");
    assertThat(configuration.topLevel().user().isRequired()).isTrue();
    assertThat(configuration.tls().protocols()).containsExactly("TLSv1.3");
    assertThat(configuration.tls().ciphers()).hasSize(2);
    assertThat(configuration.skipsMainClass("com.example.tools.Migrate")).isTrue();
    assertThat(configuration.skipsMainClass("com.example.Main")).isFalse();
    assertThat(configuration.reloadInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(configuration.onConfigError()).isEqualTo(OnConfigError.PASSTHROUGH);
  }

  @Test
  void theFileIsReadAsUtf8WhateverTheJvmsCharset() throws Exception {
    Path file = directory.resolve("agent.properties");
    byte[] text = (Written.MATERIAL + "service.name=Bücher-日本\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, text);

    assertThat(Configuration.load(file.toFile(), Overrides.none()).serviceName())
        .isEqualTo("Bücher-日本");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws Exception {
    Written written = Written.bare(directory, "\uFEFFmode=off");

    assertThat(written.load().mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void aFileInAnotherCharsetIsRefused() throws Exception {
    Path file = directory.resolve("agent.properties");
    Files.write(file, "service.name=B\u00fccher\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Configuration.load(file.toFile(), Overrides.none()))
        .hasMessage(file + ": the configuration file is not UTF-8. Save it in UTF-8.");
  }

  @Test
  void aMissingFileIsAnErrorThatNamesIt() {
    File missing = directory.resolve("missing.properties").toFile();

    assertThatThrownBy(() -> Configuration.load(missing, Overrides.none()))
        .hasMessage(
            missing
                + ": the configuration file does not exist."
                + " Correct the path, or create the file.");
  }

  @Test
  void aDirectoryIsNoConfiguration() {
    assertThatThrownBy(() -> Configuration.load(directory.toFile(), Overrides.none()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is a directory. Name a file.");
  }

  @Test
  void anIdentityIsRequiredInEveryModeButOff() throws Exception {
    for (Mode mode : Mode.values()) {
      Written written =
          Written.bare(directory, "mode=" + mode.wireName(), "trust.certificates=ca.crt");
      if (mode == Mode.OFF) {
        assertThat(written.load().topLevel().identity()).isNull();
      } else {
        assertThatThrownBy(written::load)
            .hasMessageContaining("identity.certificate: an identity is required in mode")
            .hasMessageContaining("Set identity.certificate and identity.key");
      }
    }
  }

  @Test
  void trustIsRequiredInEveryModeButOff() throws Exception {
    for (Mode mode : Mode.values()) {
      Written written =
          Written.bare(
              directory,
              "mode=" + mode.wireName(),
              "identity.certificate=own.crt",
              "identity.key=own.key");
      if (mode == Mode.OFF) {
        assertThat(written.load().topLevel().trust()).isNull();
      } else {
        assertThatThrownBy(written::load)
            .hasMessageContaining("trust.certificates: trust anchors are required in mode")
            .hasMessageContaining("never used by default");
      }
    }
  }

  @Test
  void aSwitchFromOffDemandsTheMaterial() throws Exception {
    Written off = Written.bare(directory, "mode=off");
    assertThat(off.load().mode()).isEqualTo(Mode.OFF);

    Overrides switched = Overrides.none().withMode("observe");
    assertThatThrownBy(() -> Configuration.load(off.file(), switched))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("identity.certificate: an identity is required in mode observe");
    Written complete = Written.complete(directory, "mode=off");
    assertThat(Configuration.load(complete.file(), switched).mode()).isEqualTo(Mode.OBSERVE);
    assertThat(Configuration.load(complete.file(), switched.withMode(null)).mode())
        .isEqualTo(Mode.OFF);
  }

  @Test
  void anEmptyValueCountsAsNone() throws Exception {
    Configuration configuration =
        Written.complete(directory, "mode=", "client.exclude-hosts = ", "service.name=")
            .env("MTLS_AGENT_SERVER_EXCLUDE_PORTS", "")
            .load();

    assertThat(configuration.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.serviceName()).isNull();
  }

  @Test
  void anEmptyOverrideTakesAnEntryOfTheFileAway() throws Exception {
    Configuration configuration =
        Written.complete(directory, "server.exclude-ports=8443")
            .env("MTLS_AGENT_SERVER_EXCLUDE_PORTS", "")
            .load();

    assertThat(configuration.serverScope().includes(8443)).isTrue();
  }

  @Test
  void blanksAroundAValueDoNotCount() throws Exception {
    assertThat(Written.bare(directory, "mode =  off \t").load().mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void aWrongWordNamesFileKeyProblemLineAndMend() {
    Written written = Written.bare(directory, "# first", "mode=Enforce");

    assertThatThrownBy(written::load)
        .hasMessage(
            written.file()
                + ": mode: 'Enforce' is not one of its values (line 2)."
                + " Write one of off, observe, permissive, enforce.");
  }

  @Test
  void booleansAreTrueOrFalseAndNothingLikeThem() {
    for (String text : new String[] {"yes", "TRUE", "1", "on"}) {
      assertThatThrownBy(Written.complete(directory, "user.required=" + text)::load)
          .hasMessageContaining("user.required: '" + text + "' is neither true nor false");
    }
  }

  @Test
  void protocolsOlderThanTlsAreRefused() {
    for (String text : new String[] {"SSLv3", "TLSv1.3,SSLv2Hello", "TLS", "TLSv1.3 TLSv1.2"}) {
      assertThatThrownBy(Written.complete(directory, "tls.protocols=" + text)::load)
          .hasMessageContaining("tls.protocols: ")
          .hasMessageContaining("is not a version of TLS");
    }
  }

  @Test
  void messagesStayOnOneLine() {
    assertThatThrownBy(Written.complete(directory, "mode=a\\nb\\u2028c")::load)
        .hasMessageContaining("'a?b?c'")
        .message()
        .doesNotContain("\n");
  }
}

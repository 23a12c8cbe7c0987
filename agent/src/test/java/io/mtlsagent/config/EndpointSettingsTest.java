package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSettingsTest {

  @TempDir Path directory;

  private EndpointSettings admin(String... lines) throws ConfigurationException {
    return Written.complete(directory, lines).load().endpoints().get(0);
  }

  @Test
  void whatAnEndpointDoesNotSetIsThatOfTheTopLevel() throws Exception {
    EndpointSettings admin =
        admin("mode=permissive", "revocation=advertised", "endpoint.admin.ports=9443");

    assertThat(admin.name()).isEqualTo("admin");
    assertThat(admin.mode()).isEqualTo(Mode.PERMISSIVE);
    assertThat(admin.revocation().policy()).isEqualTo(RevocationPolicy.ADVERTISED);
    assertThat(admin.identity().pem().certificate().getName()).isEqualTo("own.crt");
    assertThat(admin.identity().keyPrefix()).isEqualTo("identity");
  }

  @Test
  void whatAnEndpointSetsGoesBeforeTheTopLevel() throws Exception {
    EndpointSettings admin =
        admin(
            "endpoint.admin.mode=observe",
            "endpoint.admin.revocation=off",
            "endpoint.admin.user.rules=san:uri",
            "endpoint.admin.client.verify-hostname=false");

    assertThat(admin.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(admin.revocation().policy()).isEqualTo(RevocationPolicy.OFF);
    assertThat(admin.user().rules()).isEqualTo("san:uri");
    assertThat(admin.user().key()).isEqualTo("endpoint.admin.user.rules");
    assertThat(admin.verifyHostname()).isEqualTo(HostNameCheck.AS_THE_APPLICATION);
  }

  @Test
  void anEmptyValueTakesBackWhatTheTopLevelSets() throws Exception {
    EndpointSettings admin = admin("user.rules=san:uri", "endpoint.admin.user.rules=");
    assertThat(admin.user().rules()).isEqualTo("cn");
  }

  @Test
  void anIdentityIsTakenAsAWhole() throws Exception {
    EndpointSettings admin =
        admin(
            "endpoint.admin.identity.keystore=admin.p12",
            "endpoint.admin.identity.keystore.password=secret");

    assertThat(admin.identity().pem()).isNull();
    assertThat(admin.identity().keyStore().file().getName()).isEqualTo("admin.p12");
    assertThat(admin.identity().keyPrefix()).isEqualTo("endpoint.admin.identity");
    assertThat(admin.trust().keyPrefix()).isEqualTo("trust");
  }

  @Test
  void halfAnIdentityIsNamedWithItsEndpoint() {
    assertThatThrownBy(() -> admin("endpoint.admin.identity.certificate=a.crt"))
        .hasMessageContaining(
            "endpoint.admin.identity.key: is missing, though identity.certificate is set");
  }

  @Test
  void anEndpointOfAJvmThatIsOffNeedsMaterialOfItsOwn() throws Exception {
    assertThatThrownBy(Written.bare(directory, "mode=off", "endpoint.admin.mode=enforce")::load)
        .hasMessageContaining("an identity is required in mode enforce");
    Configuration configuration =
        Written.bare(
                directory,
                "mode=off",
                "endpoint.admin.mode=enforce",
                "endpoint.admin.identity.certificate=a.crt",
                "endpoint.admin.identity.key=a.key",
                "endpoint.admin.trust.certificates=ca.crt")
            .load();
    assertThat(configuration.topLevel().identity()).isNull();
    assertThat(configuration.endpoints().get(0).mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void portsMakeAServersRuleAndHostsAClients() throws Exception {
    assertThat(admin("endpoint.a.ports=9443").role()).isEqualTo(Role.SERVER);
    assertThat(admin("endpoint.a.hosts=*.internal").role()).isEqualTo(Role.CLIENT);
    assertThat(admin("endpoint.a.role=server").role()).isEqualTo(Role.SERVER);
    assertThat(admin("endpoint.a.sni=a.example").role()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint.a.role=client,endpoint.a.ports=1,endpoint.a.ports: is for servers",
    "endpoint.a.hosts=b,endpoint.a.ports=1,endpoint.a.ports: is for servers",
    "endpoint.a.role=server,endpoint.a.hosts=b,endpoint.a.hosts: is for clients",
  })
  void aRuleIsForOnePartOnly(String first, String second, String problem) {
    assertThatThrownBy(() -> admin(first, second)).hasMessageContaining(problem);
  }

  @Test
  void rulesAreTriedByPriorityThenNameAndTheTopLevelLast() throws Exception {
    Configuration configuration =
        Written.complete(
                directory,
                "endpoint.b.ports=1",
                "endpoint.a.ports=1",
                "endpoint.z.ports=1",
                "endpoint.z.priority=10")
            .load();
    assertThat(configuration.endpoints())
        .extracting(EndpointSettings::name)
        .containsExactly("z", "a", "b", "default");
  }

  @Test
  void serverNamesAreComparedInOneSpelling() throws Exception {
    EndpointSettings rule = admin("endpoint.a.sni=*.Example.com,www.zoo.");
    assertThat(rule.includesServerName("A.EXAMPLE.COM.")).isTrue();
    assertThat(rule.includesServerName("WWW.zoo")).isTrue();
    assertThat(rule.includesServerName("example.com")).isFalse();
    assertThat(rule.includesServerName("www.zoo.evil")).isFalse();
  }

  @Test
  void aProfileAndASystemPropertySetEndpointsToo() throws Exception {
    EndpointSettings rule =
        Written.complete(
                directory, "endpoint.a.mode=off", "%prod.endpoint.a.mode=observe", "profile=prod")
            .load()
            .endpoints()
            .get(0);
    assertThat(rule.mode()).isEqualTo(Mode.OBSERVE);
    Configuration overridden =
        Written.complete(directory, "endpoint.a.mode=off")
            .sys("mtls.agent.endpoint.a.mode", "permissive")
            .load();
    assertThat(overridden.endpoints().get(0).mode()).isEqualTo(Mode.PERMISSIVE);
  }

  @Test
  void theEnvironmentSetsNoEndpoint() throws Exception {
    Configuration configuration =
        Written.complete(directory, "endpoint.a.mode=off")
            .env("MTLS_AGENT_ENDPOINT_A_MODE", "observe")
            .load();
    assertThat(configuration.endpoints().get(0).mode()).isEqualTo(Mode.OFF);
    assertThat(configuration.warnings()).anyMatch(line -> line.contains("is no key"));
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint.a.prots=1, 'endpoint.a.prots: is not a known key (line 4). Did you mean endpoint.a.ports?'",
    "endpoint.a.audit.file=x, 'endpoint.a.audit.file: is not a known key'",
    "endpoint.a=x, 'endpoint.a: is not a known key'",
    "endpoint.default.mode=off, 'endpoint.default.mode: has no name of an endpoint that can be used'",
    "endpoint..mode=off, 'endpoint..mode: has no name of an endpoint that can be used'",
    "endpoint.a.sni=10.0.0.1, 'is not a server name'",
  })
  void aMistakeIsNamedWithItsMend(String line, String message) {
    assertThatThrownBy(() -> admin(line)).hasMessageContaining(message);
  }

  @Test
  void relativePathsOfEndpointsStartAtTheConfiguration() throws Exception {
    EndpointSettings rule = admin("endpoint.a.trust.certificates=sub/ca.crt");
    assertThat(rule.trust().certificates().get(0).toString())
        .isEqualTo(new File(directory.toFile(), "sub/ca.crt").getPath());
    assertThat(rule.trust().certificates().get(0).key()).isEqualTo("endpoint.a.trust.certificates");
  }
}

package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.SupposedConnection;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredEndpointsTest {

  private static final RequestedName UNKNOWN = RequestedName.notKnownYet();
  private static final RequestedName NONE = RequestedName.of(null);

  @TempDir Path directory;

  @BeforeEach
  void writeMaterial() throws Exception {
    Pki pki = Pki.root("zoo");
    var own = pki.server("own");
    Files.writeString(
        directory.resolve("own.pem"),
        PemText.of("CERTIFICATE", own.certificate().getEncoded())
            + PemText.of("PRIVATE KEY", own.key().getPrivate().getEncoded()));
    Files.writeString(
        directory.resolve("ca.crt"), PemText.of("CERTIFICATE", pki.certificate().getEncoded()));
  }

  private ConfiguredEndpoints endpoints(String... lines) throws Exception {
    Path file = directory.resolve("mtls.properties");
    Files.writeString(
        file,
        "identity.certificate=own.pem\nidentity.key=own.pem\ntrust.certificates=ca.crt\n"
            + String.join("\n", lines));
    Configuration configuration = Configuration.load(file.toFile(), Overrides.none());
    return new GenerationReader(Clock.systemUTC()).read(configuration, null).endpoints();
  }

  private static @Nullable String name(@Nullable Endpoint endpoint) {
    return endpoint == null ? null : endpoint.name();
  }

  private static @Nullable String onPort(
      ConfiguredEndpoints endpoints, int port, RequestedName requested) {
    return name(endpoints.forConnection(SupposedConnection.fromClient(port), requested));
  }

  private static @Nullable String toHost(
      ConfiguredEndpoints endpoints, String host, @Nullable String serverName) {
    SupposedConnection connection = SupposedConnection.toServer(host, 443);
    return name(
        endpoints.forConnection(
            serverName == null ? connection : connection.askingFor(serverName), UNKNOWN));
  }

  @Test
  void aPortLeadsToItsRule() throws Exception {
    ConfiguredEndpoints endpoints = endpoints("endpoint.admin.ports=9443");
    assertThat(onPort(endpoints, 9443, UNKNOWN)).isEqualTo("admin");
    assertThat(onPort(endpoints, 8443, UNKNOWN)).isEqualTo("default");
  }

  @Test
  void theHighestPriorityHolds() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints("endpoint.a.ports=1-9", "endpoint.b.ports=5", "endpoint.b.priority=1");
    assertThat(onPort(endpoints, 5, UNKNOWN)).isEqualTo("b");
    assertThat(onPort(endpoints, 6, UNKNOWN)).isEqualTo("a");
  }

  @Test
  void aRuleBringsItsPortsIntoScopeAndAnExclusionTakesThemOut() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "server.ports=8443", "server.exclude-ports=9444", "endpoint.admin.ports=9443-9445");
    assertThat(onPort(endpoints, 9443, UNKNOWN)).isEqualTo("admin");
    assertThat(onPort(endpoints, 9444, UNKNOWN)).isNull();
    assertThat(onPort(endpoints, 8443, UNKNOWN)).isEqualTo("default");
    assertThat(onPort(endpoints, 7443, UNKNOWN)).isNull();
  }

  @Test
  void onAnUnknownPortAllRulesOfTheStrictestModeMustAgree() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "endpoint.admin.ports=9443", "endpoint.lax.ports=9444", "endpoint.lax.mode=permissive");
    assertThat(onPort(endpoints, 0, UNKNOWN)).isEqualTo("default+admin");
  }

  @Test
  void anUnknownPortIsInScopeWhereOnlyANamedPortIs() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints("mode=off", "endpoint.admin.ports=9443", "endpoint.admin.mode=enforce");
    assertThat(onPort(endpoints, 0, UNKNOWN)).isEqualTo("admin");
  }

  @Test
  void aServerNameLeadsToItsRuleInAnySpelling() throws Exception {
    ConfiguredEndpoints endpoints = endpoints("endpoint.partner.sni=partner.example");
    assertThat(endpoints.dependOnServerName()).isTrue();
    assertThat(onPort(endpoints, 8443, RequestedName.of("PARTNER.Example."))).isEqualTo("partner");
    assertThat(onPort(endpoints, 8443, RequestedName.of("other.example"))).isEqualTo("default");
    assertThat(onPort(endpoints, 8443, NONE)).isEqualTo("default");
  }

  @Test
  void anUnknownServerNameGetsTheStrictestRule() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "mode=permissive",
            "endpoint.admin.sni=admin.example",
            "endpoint.admin.mode=enforce",
            "endpoint.open.sni=open.example",
            "endpoint.open.mode=observe");
    assertThat(onPort(endpoints, 8443, RequestedName.of("nobody.example"))).isEqualTo("admin");
    assertThat(onPort(endpoints, 8443, NONE)).isEqualTo("admin");
    assertThat(onPort(endpoints, 8443, RequestedName.of("open.example"))).isEqualTo("open");
  }

  @Test
  void anUnknownNameOnAPortOutOfScopeOtherwiseGetsTheNamedRule() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "server.ports=1", "endpoint.admin.ports=9443", "endpoint.admin.sni=admin.example");
    assertThat(onPort(endpoints, 9443, RequestedName.of("nobody.example"))).isEqualTo("admin");
  }

  @Test
  void beforeTheHelloTheStrictestModeHolds() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "mode=observe", "endpoint.admin.sni=admin.example", "endpoint.admin.mode=enforce");
    assertThat(onPort(endpoints, 8443, UNKNOWN)).isEqualTo("admin");
  }

  @Test
  void aTargetLeadsToItsRule() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "client.hosts=*.internal",
            "client.exclude-hosts=old.partner.example",
            "endpoint.partner.hosts=*.partner.example");
    assertThat(toHost(endpoints, "api.partner.example", null)).isEqualTo("partner");
    assertThat(toHost(endpoints, "old.partner.example", null)).isNull();
    assertThat(toHost(endpoints, "db.internal", null)).isEqualTo("default");
    assertThat(toHost(endpoints, "www.example.org", null)).isNull();
  }

  @Test
  void aNameThatIsAskedForBesideAnAddressLeadsToItsRuleToo() throws Exception {
    ConfiguredEndpoints endpoints =
        endpoints(
            "client.hosts=*.internal,10.0.0.0/8", "client.exclude-hosts=old.internal,10.9.0.0/16");
    assertThat(toHost(endpoints, "192.0.2.1", "db.internal")).isEqualTo("default");
    assertThat(toHost(endpoints, "10.0.0.1", "www.example.org")).isEqualTo("default");
    assertThat(toHost(endpoints, "192.0.2.1", "www.example.org")).isNull();
    assertThat(toHost(endpoints, "10.0.0.1", "old.internal")).isNull();
    assertThat(toHost(endpoints, "10.9.0.1", "db.internal")).isNull();
  }

  @Test
  void aClientsRuleMayAskForTheNameItSends() throws Exception {
    ConfiguredEndpoints endpoints = endpoints("endpoint.a.role=client", "endpoint.a.sni=a.example");
    assertThat(toHost(endpoints, "10.0.0.1", "a.example")).isEqualTo("a");
    assertThat(toHost(endpoints, "a.example", null)).isEqualTo("a");
    assertThat(toHost(endpoints, "10.0.0.1", null)).isEqualTo("default");
    assertThat(endpoints.dependOnServerName()).isFalse();
  }

  @Test
  void aServersRuleIsNotForClients() throws Exception {
    ConfiguredEndpoints endpoints = endpoints("endpoint.a.role=server", "endpoint.a.mode=off");
    assertThat(toHost(endpoints, "a.example", null)).isEqualTo("default");
  }
}

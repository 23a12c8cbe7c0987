package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessSettingsTest {

  @TempDir Path directory;

  @Test
  void listsOfClientsAndOfServersAreApart() throws Exception {
    Configuration configuration =
        Written.complete(
                directory,
                "peers.allow=CN=alice,OU=keepers",
                "peers.deny=CN=mallory",
                "servers.allow=DNS:db.example")
            .load();
    AccessSettings clients = configuration.topLevel().access(Role.CLIENT);
    AccessSettings servers = configuration.topLevel().access(Role.SERVER);

    assertThat(clients.allow()).isEqualTo("CN=alice,OU=keepers");
    assertThat(clients.deny()).isEqualTo("CN=mallory");
    assertThat(clients.allowKey()).isEqualTo("peers.allow");
    assertThat(servers.allow()).isEqualTo("DNS:db.example");
    assertThat(servers.deny()).isNull();
    assertThat(servers.denyKey()).isEqualTo("servers.deny");
    assertThat(servers.file()).endsWith("agent.properties");
  }

  @Test
  void anEmptyListIsNotTakenForNone() throws Exception {
    Configuration configuration = Written.complete(directory, "peers.allow=").load();
    assertThat(configuration.topLevel().access(Role.CLIENT).allow()).isEmpty();

    Configuration overridden =
        Written.complete(directory, "peers.allow=CN=alice")
            .env("MTLS_AGENT_PEERS_ALLOW", "")
            .load();
    assertThat(overridden.topLevel().access(Role.CLIENT).allow()).isEmpty();
    assertThat(Written.complete(directory).load().topLevel().access(Role.CLIENT).allow()).isNull();
  }

  @Test
  void aBackslashIsWrittenTwiceInTheFile() throws Exception {
    assertThat(
            Written.complete(directory, "peers.allow=CN=Smith\\\\, John")
                .load()
                .topLevel()
                .access(Role.CLIENT)
                .allow())
        .isEqualTo("CN=Smith\\, John");
  }
}

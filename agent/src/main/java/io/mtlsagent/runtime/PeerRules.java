package io.mtlsagent.runtime;

import io.mtlsagent.authorization.AccessRules;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.policy.Role;
import java.io.File;

/** What an endpoint says about the names of peers: who is which user, who may connect. */
final class PeerRules {

  private final UserRules users;
  private final AccessRules clients;
  private final AccessRules servers;

  private PeerRules(UserRules users, AccessRules clients, AccessRules servers) {
    this.users = users;
    this.clients = clients;
    this.servers = servers;
  }

  /**
   * Reads them.
   *
   * @param configuration the configuration file, for errors
   * @throws ConfigurationException for the first rule or pattern that means nothing
   */
  static PeerRules of(File configuration, EndpointSettings settings) throws ConfigurationException {
    return new PeerRules(
        UserRules.parse(configuration.getPath(), settings.user().key(), settings.user().rules()),
        AccessRules.parse(settings.access(Role.CLIENT), Role.CLIENT),
        AccessRules.parse(settings.access(Role.SERVER), Role.SERVER));
  }

  UserRules users() {
    return users;
  }

  AccessRules clients() {
    return clients;
  }

  AccessRules servers() {
    return servers;
  }
}

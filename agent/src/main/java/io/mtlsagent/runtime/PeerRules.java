package io.mtlsagent.runtime;

import io.mtlsagent.authorization.AccessRules;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;

/** What a configuration says about the names of peers: who is which user, who may connect. */
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
   * @throws ConfigurationException for the first rule or pattern that means nothing
   */
  static PeerRules of(Configuration configuration) throws ConfigurationException {
    return new PeerRules(
        UserRules.parse(configuration.file().getPath(), configuration.user().rules()),
        AccessRules.parse(configuration.access(Role.CLIENT), Role.CLIENT),
        AccessRules.parse(configuration.access(Role.SERVER), Role.SERVER));
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

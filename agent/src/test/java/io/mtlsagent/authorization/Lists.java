package io.mtlsagent.authorization;

import io.mtlsagent.config.AccessSettings;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import org.jspecify.annotations.Nullable;

/** Lists of peers, asked about one peer. */
final class Lists {

  private Lists() {}

  static AccessRules of(Role peer, @Nullable String allow, @Nullable String deny)
      throws ConfigurationException {
    String prefix = peer == Role.CLIENT ? "peers" : "servers";
    return AccessRules.parse(
        AccessSettings.of("agent.properties", prefix + ".allow", allow, prefix + ".deny", deny),
        peer);
  }

  /** Whether a client is let in by a list of a single pattern. */
  static boolean allows(String pattern, CertificateRecipe peer) throws Exception {
    return allows(pattern, peer.make(), null);
  }

  static boolean allows(String pattern, Issued peer, @Nullable String user) throws Exception {
    return of(Role.CLIENT, pattern, null).decide(peer.certificate(), user).isAllowed();
  }

  /** Whether a client is kept out by a list of a single pattern. */
  static boolean denies(String pattern, CertificateRecipe peer) throws Exception {
    return denies(pattern, peer.make(), null);
  }

  static boolean denies(String pattern, Issued peer, @Nullable String user) throws Exception {
    return !of(Role.CLIENT, null, pattern).decide(peer.certificate(), user).isAllowed();
  }
}

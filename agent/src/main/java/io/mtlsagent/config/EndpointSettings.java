package io.mtlsagent.config;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for some connections: the top level of the configuration, or a named endpoint, which
 * takes from the top level what it does not set itself.
 */
public final class EndpointSettings {

  /** The name of the top level in the audit log. */
  public static final String TOP_LEVEL = "default";

  private final String name;
  private final String keyPrefix;
  private final @Nullable Role role;
  private final @Nullable BitSet ports;
  private final @Nullable HostScope hosts;
  private final List<String> serverNames;
  private final int priority;
  private final Mode mode;
  private final @Nullable IdentitySettings identity;
  private final boolean keepsNames;
  private final @Nullable TrustSettings trust;
  private final PeerSettings peers;
  private final RevocationSettings revocation;
  private final AccessSettings clientAccess;
  private final AccessSettings serverAccess;
  private final UserSettings user;
  private final HostNameCheck hostNameCheck;

  private EndpointSettings(String name, Values values) throws ConfigurationException {
    boolean named = !name.equals(TOP_LEVEL);
    this.name = name;
    this.keyPrefix = values.prefix();
    this.ports = named ? values.find(EndpointKeys.PORTS) : null;
    @Nullable List<HostPattern> targets = named ? values.find(EndpointKeys.HOSTS) : null;
    this.hosts = targets == null ? null : HostScope.of(targets);
    this.role = named ? role(values) : null;
    @Nullable List<String> names = named ? values.find(EndpointKeys.SNI) : null;
    this.serverNames = names == null ? Collections.<String>emptyList() : names;
    this.priority = named ? values.get(EndpointKeys.PRIORITY) : 0;
    this.mode = values.get(Keys.MODE);
    this.identity = IdentitySettings.from(values);
    this.keepsNames = values.get(MaterialKeys.IDENTITY_KEEP_NAMES);
    this.trust = TrustSettings.from(values);
    this.peers = PeerSettings.from(values);
    this.revocation = RevocationSettings.from(values);
    this.clientAccess = AccessSettings.from(values, Keys.PEERS_ALLOW, Keys.PEERS_DENY);
    this.serverAccess = AccessSettings.from(values, Keys.SERVERS_ALLOW, Keys.SERVERS_DENY);
    this.user = UserSettings.from(values);
    this.hostNameCheck =
        values.get(Keys.CLIENT_VERIFY_HOSTNAME)
            ? HostNameCheck.ALWAYS
            : HostNameCheck.AS_THE_APPLICATION;
    requireMaterial(values);
  }

  static EndpointSettings topLevel(Values values) throws ConfigurationException {
    return new EndpointSettings(TOP_LEVEL, values);
  }

  static EndpointSettings named(String name, Values values) throws ConfigurationException {
    return new EndpointSettings(name, values.ofEndpoint(name));
  }

  private @Nullable Role role(Values values) throws ConfigurationException {
    @Nullable Role written = values.find(EndpointKeys.ROLE);
    if (ports != null && (hosts != null || written == Role.CLIENT)) {
      throw values.error(
          EndpointKeys.PORTS,
          "is for servers, and the rule is for clients",
          "Remove it, or make two rules of this one");
    }
    if (hosts != null && written == Role.SERVER) {
      throw values.error(
          EndpointKeys.HOSTS,
          "is for clients, and the rule has role=server",
          "Remove it, or make two rules of this one");
    }
    return ports != null ? Role.SERVER : hosts != null ? Role.CLIENT : written;
  }

  private void requireMaterial(Values values) throws ConfigurationException {
    if (mode.isActive() && identity == null) {
      throw values.error(
          MaterialKeys.IDENTITY_CERTIFICATE,
          "an identity is required in mode " + mode.wireName(),
          "Set identity.certificate and identity.key, or identity.keystore");
    }
    if (mode.isActive() && trust == null) {
      throw values.error(
          MaterialKeys.TRUST_CERTIFICATES,
          "trust anchors are required in mode " + mode.wireName(),
          "Set trust.certificates or trust.keystore; the JVM's cacerts are never used by default");
    }
  }

  /** The name in the audit log. */
  public String name() {
    return name;
  }

  /** What the names of the keys begin with: empty, or {@code endpoint.NAME.}. */
  public String keyPrefix() {
    return keyPrefix;
  }

  /** Whether this is a named rule and not the top level. */
  public boolean isNamed() {
    return !keyPrefix.isEmpty();
  }

  /** Our part in its connections; null for both. */
  public @Nullable Role role() {
    return role;
  }

  /** Whether the rule names its local ports, rather than take those of the top level. */
  public boolean hasPorts() {
    return ports != null;
  }

  /** Whether a local port, from 1 to 65535, is among those that the rule names. */
  public boolean includesPort(int localPort) {
    return ports != null && localPort > 0 && ports.get(localPort);
  }

  /** Whether a scope takes out all local ports that the rule names; false where it names none. */
  public boolean hasNoPortLeftIn(PortScope scope) {
    return ports != null && scope.excludesAllOf(ports);
  }

  /** The outbound targets that the rule names; null where it takes those of the top level. */
  public @Nullable HostScope hosts() {
    return hosts;
  }

  /** Whether the rule is for some server names only. */
  public boolean hasServerNames() {
    return !serverNames.isEmpty();
  }

  /**
   * Whether a server name is among those of the rule.
   *
   * @param serverName in any spelling
   */
  public boolean includesServerName(String serverName) {
    String normalised = HostName.normalised(serverName);
    for (String glob : serverNames) {
      if (Glob.matches(glob, normalised)) {
        return true;
      }
    }
    return false;
  }

  /** Of several rules that match, the highest holds. */
  public int priority() {
    return priority;
  }

  public Mode mode() {
    return mode;
  }

  /** Null only in mode {@code off}. */
  public @Nullable IdentitySettings identity() {
    return identity;
  }

  /** Whether a renewed certificate must keep its subject and alternative names. */
  public boolean keepsNames() {
    return keepsNames;
  }

  /** Null only in mode {@code off}. */
  public @Nullable TrustSettings trust() {
    return trust;
  }

  public PeerSettings peers() {
    return peers;
  }

  public RevocationSettings revocation() {
    return revocation;
  }

  /** Which peers of a kind may connect, if their certificates are good. */
  public AccessSettings access(Role peer) {
    return peer == Role.CLIENT ? clientAccess : serverAccess;
  }

  public UserSettings user() {
    return user;
  }

  public HostNameCheck verifyHostname() {
    return hostNameCheck;
  }
}

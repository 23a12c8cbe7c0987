package io.mtlsagent.handshake;

import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.trust.PeerVerifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule that holds for some of the connections of this JVM: what is shown to the peer, and what
 * is demanded of it. Immutable; a handshake keeps the one that it began with.
 */
public final class Endpoint {

  private final String name;
  private final Mode mode;
  private final Identity identity;
  private final PeerVerifier verifier;
  private final boolean verifiesHostNames;
  private final UserRules userRules;
  private final boolean requiresUser;
  private final boolean closesOpenConnections;
  private final List<String> protocols;
  private final List<String> cipherSuites;

  private Endpoint(Builder builder) {
    this.name = builder.name;
    this.mode = builder.mode;
    this.identity = Objects.requireNonNull(builder.identity, "identity");
    this.verifier = Objects.requireNonNull(builder.verifier, "verifier");
    this.verifiesHostNames = builder.verifiesHostNames;
    this.userRules = Objects.requireNonNull(builder.userRules, "userRules");
    this.requiresUser = builder.requiresUser;
    this.closesOpenConnections = builder.closesOpenConnections;
    this.protocols = builder.protocols;
    this.cipherSuites = builder.cipherSuites;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name in the audit log. */
  public String name() {
    return name;
  }

  public Mode mode() {
    return mode;
  }

  /** What is shown to the peer in the modes that replace the application's identity. */
  public Identity identity() {
    return identity;
  }

  PeerVerifier verifier() {
    return verifier;
  }

  /** Whether the names of servers are checked although the application does not ask for it. */
  boolean verifiesHostNames() {
    return verifiesHostNames;
  }

  UserRules userRules() {
    return userRules;
  }

  /** Whether a client without a user name is refused. */
  boolean requiresUser() {
    return requiresUser;
  }

  /** Whether a connection is closed when its peer may no longer connect. */
  boolean closesOpenConnections() {
    return closesOpenConnections;
  }

  /** The protocols that may be negotiated, as JSSE names them. */
  public List<String> protocols() {
    return protocols;
  }

  /** The cipher suites that may be negotiated, as JSSE names them; empty for the JVM's choice. */
  public List<String> cipherSuites() {
    return cipherSuites;
  }

  /** Gathers the parts of an endpoint. */
  public static final class Builder {
    private final String name;
    private Mode mode = Mode.ENFORCE;
    private @Nullable Identity identity;
    private @Nullable PeerVerifier verifier;
    private boolean verifiesHostNames = true;
    private @Nullable UserRules userRules;
    private boolean requiresUser;
    private boolean closesOpenConnections = true;
    private List<String> protocols = java.util.Collections.emptyList();
    private List<String> cipherSuites = java.util.Collections.emptyList();

    private Builder(String name) {
      this.name = name;
    }

    public Builder mode(Mode newMode) {
      this.mode = newMode;
      return this;
    }

    public Builder identity(Identity newIdentity) {
      this.identity = newIdentity;
      return this;
    }

    public Builder verifier(PeerVerifier newVerifier) {
      this.verifier = newVerifier;
      return this;
    }

    public Builder verifiesHostNames(boolean verifies) {
      this.verifiesHostNames = verifies;
      return this;
    }

    public Builder userRules(UserRules rules) {
      this.userRules = rules;
      return this;
    }

    public Builder requiresUser(boolean requires) {
      this.requiresUser = requires;
      return this;
    }

    public Builder closesOpenConnections(boolean closes) {
      this.closesOpenConnections = closes;
      return this;
    }

    public Builder protocols(List<String> names) {
      this.protocols = names;
      return this;
    }

    public Builder cipherSuites(List<String> names) {
      this.cipherSuites = names;
      return this;
    }

    public Endpoint build() {
      return new Endpoint(this);
    }
  }
}

package io.mtlsagent.handshake;

import io.mtlsagent.authorization.AccessRules;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.trust.PeerVerifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The rule that holds for some of the connections of this JVM: what is shown to the peer, and what
 * is demanded of it. Immutable.
 */
public final class Endpoint {

  private final String name;
  private final Mode mode;
  private final Identity identity;
  private final PeerVerifier verifier;
  private final boolean verifiesHostNames;
  private final UserRules userRules;
  private final boolean requiresUser;
  private final AccessRules clients;
  private final AccessRules servers;
  private final boolean closesOpenConnections;
  private final @Nullable Stapler stapler;
  private final List<String> protocols;
  private final List<String> cipherSuites;
  private final @Nullable Endpoint first;
  private final List<Endpoint> others;

  private Endpoint(Builder builder) {
    this.first = null;
    this.name = builder.name;
    this.mode = builder.mode;
    this.identity = Objects.requireNonNull(builder.identity, "identity");
    this.verifier = Objects.requireNonNull(builder.verifier, "verifier");
    this.verifiesHostNames = builder.verifiesHostNames;
    this.userRules = Objects.requireNonNull(builder.userRules, "userRules");
    this.requiresUser = builder.requiresUser;
    this.clients = builder.clients;
    this.servers = builder.servers;
    this.stapler = builder.stapler;
    this.closesOpenConnections = builder.closesOpenConnections;
    this.protocols = builder.protocols;
    this.cipherSuites = builder.cipherSuites;
    this.others = Collections.emptyList();
  }

  private Endpoint(String name, Endpoint first, List<Endpoint> others) {
    this.first = first;
    this.name = name;
    this.mode = first.mode;
    this.identity = first.identity;
    this.verifier = first.verifier;
    this.verifiesHostNames = first.verifiesHostNames;
    this.userRules = first.userRules;
    this.requiresUser = first.requiresUser;
    this.clients = first.clients;
    this.servers = first.servers;
    this.closesOpenConnections = first.closesOpenConnections;
    this.stapler = first.stapler;
    this.protocols = first.protocols;
    this.cipherSuites = first.cipherSuites;
    this.others = others;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * The rule for a connection of which it is not known which of several rules it falls under: shows
   * the identity of this one, and lets in only whom all of them let in.
   *
   * @param more of the same mode
   */
  public Endpoint together(List<Endpoint> more) {
    StringBuilder names = new StringBuilder(name);
    for (Endpoint other : more) {
      names.append('+').append(other.name);
    }
    return new Endpoint(names.toString(), this, new ArrayList<>(more));
  }

  /** Whether another is this very rule; those that hold together are made anew each time. */
  boolean isSame(@Nullable Endpoint other) {
    return other == this
        || (other != null && first != null && first == other.first && others.equals(other.others));
  }

  /** Those that must let a peer in as well. */
  List<Endpoint> others() {
    return others;
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

  /** The identity in the form that native TLS libraries take it from; has one alias for all. */
  public X509KeyManager keyManager() {
    return new IdentityKeyManager(identity);
  }

  /** Whether a handshake may have to wait for revocation data from the network. */
  public boolean mayWait() {
    boolean mayWait = verifier.mayWait();
    for (Endpoint other : others) {
      mayWait |= other.verifier.mayWait();
    }
    return mayWait;
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

  /** Which peers of a kind may connect, if their certificates are good. */
  AccessRules accessOf(Role peer) {
    return peer == Role.CLIENT ? clients : servers;
  }

  /** Whether a connection is closed when its peer may no longer connect. */
  boolean closesOpenConnections() {
    return closesOpenConnections;
  }

  /** The OCSP answer about our own certificate; null where none is at hand. */
  byte @Nullable [] staple() {
    return stapler == null ? null : stapler.stapleOf(identity);
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
    private AccessRules clients = AccessRules.everybody();
    private AccessRules servers = AccessRules.everybody();
    private boolean closesOpenConnections = true;
    private @Nullable Stapler stapler;
    private List<String> protocols = Collections.emptyList();
    private List<String> cipherSuites = Collections.emptyList();

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

    /** Which clients of our servers may connect. */
    public Builder clients(AccessRules rules) {
      this.clients = rules;
      return this;
    }

    /** Which servers we may connect to. */
    public Builder servers(AccessRules rules) {
      this.servers = rules;
      return this;
    }

    public Builder closesOpenConnections(boolean closes) {
      this.closesOpenConnections = closes;
      return this;
    }

    public Builder stapler(Stapler newStapler) {
      this.stapler = newStapler;
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

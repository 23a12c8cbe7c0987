package io.mtlsagent.audit;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one line of the audit log. Cheap to make: the facts are turned into text when the
 * line is written.
 */
public final class AuditEvent {

  final long time;
  final AuditAction action;
  final AuditOutcome outcome;
  final @Nullable String code;
  final @Nullable String reason;
  final long duration;
  final @Nullable Mode mode;
  final @Nullable String endpoint;
  final @Nullable AuditDecision decision;
  final @Nullable String stack;
  final @Nullable RevocationFinding revocation;
  final @Nullable Role role;
  final @Nullable InetSocketAddress local;
  final @Nullable InetSocketAddress remote;
  final @Nullable String protocol;
  final @Nullable String cipher;
  final @Nullable Boolean resumed;
  final @Nullable Boolean established;
  final @Nullable String serverName;
  final @Nullable X509Certificate certificate;
  final @Nullable String user;
  final @Nullable Map<String, Object> details;

  private AuditEvent(Builder facts) {
    time = facts.time;
    action = facts.action;
    outcome = facts.outcome == null ? facts.action.usualOutcome() : facts.outcome;
    code = facts.code;
    reason = facts.reason;
    duration = facts.duration;
    mode = facts.mode;
    endpoint = facts.endpoint;
    decision = facts.decision;
    stack = facts.stack;
    revocation = facts.revocation;
    role = facts.role;
    local = facts.local;
    remote = facts.remote;
    protocol = facts.protocol;
    cipher = facts.cipher;
    resumed = facts.resumed;
    established = facts.established;
    serverName = facts.serverName;
    certificate = facts.certificate;
    user = facts.user;
    details = facts.details == null ? null : new LinkedHashMap<>(facts.details);
  }

  /** Starts an event that happens now. */
  public static Builder of(AuditAction action) {
    return new Builder(action);
  }

  /**
   * Starts the event of a handshake that happens now, with action, outcome, decision, code, reason
   * and revocation as the contract's table of modes has them.
   *
   * @param role the part that this JVM plays
   */
  public static Builder peer(Role role, Mode mode, Verdict verdict) {
    Optional<Rejection> rejection = verdict.rejection();
    boolean refused = rejection.isPresent() && mode.refuses();
    Builder facts =
        new Builder(refused ? AuditAction.PEER_REJECTED : AuditAction.PEER_ACCEPTED)
            .role(role)
            .mode(mode)
            .revocation(verdict.revocation());
    if (rejection.isPresent()) {
      return facts
          .rejection(rejection.get())
          .decision(refused ? AuditDecision.REJECTED : AuditDecision.WOULD_REJECT);
    }
    return facts.code("accepted").decision(AuditDecision.ACCEPTED);
  }

  public AuditAction action() {
    return action;
  }

  @Override
  public String toString() {
    return action.wireName() + (code == null ? "" : " " + code);
  }

  /** Collects the facts; what is not set is left out of the line. Not for use by many threads. */
  public static final class Builder {

    private AuditAction action;
    private long time = System.currentTimeMillis();
    private @Nullable AuditOutcome outcome;
    private @Nullable String code;
    private @Nullable String reason;
    private long duration = -1;
    private @Nullable Mode mode;
    private @Nullable String endpoint;
    private @Nullable AuditDecision decision;
    private @Nullable String stack;
    private @Nullable RevocationFinding revocation;
    private @Nullable Role role;
    private @Nullable InetSocketAddress local;
    private @Nullable InetSocketAddress remote;
    private @Nullable String protocol;
    private @Nullable String cipher;
    private @Nullable Boolean resumed;
    private @Nullable Boolean established;
    private @Nullable String serverName;
    private @Nullable X509Certificate certificate;
    private @Nullable String user;
    private @Nullable Map<String, Object> details;

    private Builder(AuditAction action) {
      this.action = Objects.requireNonNull(action, "action");
    }

    /** Replaces the action, and with it the usual outcome. */
    public Builder action(AuditAction other) {
      this.action = Objects.requireNonNull(other, "action");
      return this;
    }

    /** When it happened, in milliseconds since 1970; otherwise when the builder was made. */
    public Builder time(long epochMillis) {
      this.time = epochMillis;
      return this;
    }

    public Builder outcome(AuditOutcome own) {
      this.outcome = Objects.requireNonNull(own, "outcome");
      return this;
    }

    /** {@code event.code} and {@code event.reason} of a rejection. */
    public Builder rejection(Rejection rejection) {
      return code(rejection.code()).reason(rejection.reason());
    }

    public Builder code(RejectionCode rejection) {
      return code(rejection.wireName());
    }

    /** {@code event.code}: a word for machines. */
    public Builder code(@Nullable String word) {
      this.code = word;
      return this;
    }

    /** {@code event.reason}: a sentence for people; never a secret. */
    public Builder reason(@Nullable String sentence) {
      this.reason = sentence;
      return this;
    }

    /** {@code event.duration}, in nanoseconds; a negative one is left out. */
    public Builder duration(long nanoseconds) {
      this.duration = nanoseconds;
      return this;
    }

    public Builder mode(@Nullable Mode effective) {
      this.mode = effective;
      return this;
    }

    /** {@code mtls.endpoint}: the name of the rule that matched. */
    public Builder endpoint(@Nullable String name) {
      this.endpoint = name;
      return this;
    }

    public Builder decision(@Nullable AuditDecision taken) {
      this.decision = taken;
      return this;
    }

    /** {@code mtls.stack}: the TLS implementation, such as SunJSSE. */
    public Builder stack(@Nullable String name) {
      this.stack = name;
      return this;
    }

    public Builder revocation(@Nullable RevocationFinding finding) {
      this.revocation = finding;
      return this;
    }

    /** The part that this JVM plays: the network's direction, and whose certificate it is. */
    public Builder role(Role own) {
      this.role = Objects.requireNonNull(own, "role");
      return this;
    }

    /** Our and the peer's address and port; null or unresolved where not known. */
    public Builder addresses(@Nullable InetSocketAddress ours, @Nullable InetSocketAddress peers) {
      this.local = ours;
      this.remote = peers;
      return this;
    }

    /** The protocol as JSSE names it, such as {@code TLSv1.3}. */
    public Builder protocol(@Nullable String name) {
      this.protocol = name;
      return this;
    }

    /** The cipher suite as JSSE names it. */
    public Builder cipher(@Nullable String suite) {
      this.cipher = suite;
      return this;
    }

    /** Whether the handshake took up an earlier session. */
    public Builder resumed(boolean fromEarlierSession) {
      this.resumed = fromEarlierSession;
      return this;
    }

    /** Whether the handshake was completed. */
    public Builder established(boolean completed) {
      this.established = completed;
      return this;
    }

    /** The host that the client asked for by server name indication. */
    public Builder serverName(@Nullable String host) {
      this.serverName = host;
      return this;
    }

    /** The peer's own certificate, null where none was received. */
    public Builder certificate(@Nullable X509Certificate ofPeer) {
      this.certificate = ofPeer;
      return this;
    }

    /** {@code user.name}. */
    public Builder user(@Nullable String name) {
      this.user = name;
      return this;
    }

    /** A further fact, under {@code mtls.details}. */
    public Builder detail(String name, String value) {
      return addDetail(name, Objects.requireNonNull(value, "value"));
    }

    /** A further number, under {@code mtls.details}. */
    public Builder detail(String name, long value) {
      return addDetail(name, value);
    }

    private Builder addDetail(String name, Object value) {
      if (details == null) {
        details = new LinkedHashMap<>();
      }
      details.put(name, value);
      return this;
    }

    public AuditEvent build() {
      return new AuditEvent(this);
    }
  }
}

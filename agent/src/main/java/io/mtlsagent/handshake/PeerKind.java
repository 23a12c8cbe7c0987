package io.mtlsagent.handshake;

import io.mtlsagent.audit.AuditDecision;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What peers are counted by. */
public final class PeerKind {

  private final Role role;
  private final String endpoint;
  private final String stack;
  private final AuditDecision decision;
  private final @Nullable RejectionCode code;

  PeerKind(
      Role role,
      String endpoint,
      String stack,
      AuditDecision decision,
      @Nullable RejectionCode code) {
    this.role = role;
    this.endpoint = endpoint;
    this.stack = stack;
    this.decision = decision;
    this.code = code;
  }

  /** {@code inbound} for clients, {@code outbound} for servers. */
  public String direction() {
    return role.direction();
  }

  public String endpoint() {
    return endpoint;
  }

  /** The TLS stack, as in the audit log. */
  public String stack() {
    return stack;
  }

  /** {@code accepted}, {@code rejected} or {@code would-reject}. */
  public String decision() {
    return decision.wireName();
  }

  /** The {@code event.code} of the audit log. */
  public String code() {
    return code == null ? "accepted" : code.wireName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof PeerKind)) {
      return false;
    }
    PeerKind that = (PeerKind) other;
    return role == that.role
        && decision == that.decision
        && code == that.code
        && endpoint.equals(that.endpoint)
        && stack.equals(that.stack);
  }

  @Override
  public int hashCode() {
    return Objects.hash(role, endpoint, stack, decision, code);
  }
}

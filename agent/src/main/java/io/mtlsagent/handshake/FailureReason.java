package io.mtlsagent.handshake;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/** Why a handshake has failed, of the several reasons that may be at hand. */
final class FailureReason {

  private FailureReason() {}

  /**
   * Ours before all. Where the application has refused the peer, what we found wrong with it says
   * more than that.
   *
   * @param applications the application's own refusal; null for none
   * @param mine null where the peer has not been judged
   */
  static Rejection of(
      TlsFailure failure, Role role, @Nullable Rejection applications, @Nullable Judgement mine) {
    Rejection ours = failure.rejection().orElse(null);
    if (ours != null) {
      return ours;
    }
    if (applications != null) {
      return mine == null ? applications : mine.verdict().rejection().orElse(applications);
    }
    return role == Role.SERVER && failure.isMissingCertificate()
        ? HandshakeRejection.missingCertificate()
        : HandshakeRejection.of(failure);
  }
}

package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a responder has said about a certificate. Immutable. */
final class OcspAnswer {

  static final String SOURCE = "ocsp";

  /** The clocks of responder and reader may differ by this. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final RevocationStatus status;
  private final Instant thisUpdate;
  private final @Nullable Instant nextUpdate;
  private final String remark;

  /**
   * @param status GOOD, REVOKED or UNKNOWN
   * @param nextUpdate null where the responder always has newer information (RFC 6960, section
   *     4.2.2.1): then the answer is good for as long as clocks may differ
   * @param remark when and why it was revoked; empty otherwise
   */
  OcspAnswer(
      RevocationStatus status, Instant thisUpdate, @Nullable Instant nextUpdate, String remark) {
    this.status = status;
    this.thisUpdate = thisUpdate;
    this.nextUpdate = nextUpdate;
    this.remark = remark;
  }

  RevocationStatus status() {
    return status;
  }

  Instant thisUpdate() {
    return thisUpdate;
  }

  /** The moment from which on there is a newer answer. */
  Instant freshUntil() {
    return nextUpdate == null ? thisUpdate.plus(SKEW) : nextUpdate;
  }

  private Instant validUntil() {
    return nextUpdate == null ? thisUpdate.plus(SKEW) : nextUpdate.plus(SKEW);
  }

  /**
   * Whether this answer may take the place of what the same responder has said before: an older one
   * may be a replay, and that a certificate is not known does not take back that it is revoked.
   */
  boolean mayReplace(OcspAnswer before) {
    boolean forgets =
        before.status == RevocationStatus.REVOKED && status == RevocationStatus.UNKNOWN;
    return !forgets && !thisUpdate.isBefore(before.thisUpdate);
  }

  /** Whether the answer counts, if only as stale. */
  boolean isUsable(Instant now, Duration grace) {
    return !now.isAfter(validUntil()) || isWithinGrace(now, grace);
  }

  private boolean isWithinGrace(Instant now, Duration grace) {
    return nextUpdate != null && !now.isAfter(nextUpdate.plus(grace));
  }

  /**
   * That a certificate is revoked is not forgotten when the answer is out of date.
   *
   * @param responder who says so, for people
   * @param source what the audit log calls the way on which it came
   */
  RevocationFinding finding(Instant now, Duration grace, String responder, String source) {
    if (status == RevocationStatus.REVOKED) {
      return RevocationFinding.from(
          source, RevocationStatus.REVOKED, "revoked " + remark + ", says " + responder);
    }
    if (!isUsable(now, grace)) {
      return RevocationFinding.from(
          source,
          RevocationStatus.UNKNOWN,
          "the answer of " + responder + " is outdated since " + freshUntil());
    }
    if (status == RevocationStatus.UNKNOWN) {
      return RevocationFinding.from(
          source, RevocationStatus.UNKNOWN, "it is not known to " + responder);
    }
    if (now.isAfter(validUntil())) {
      return RevocationFinding.from(
          source,
          RevocationStatus.STALE,
          "good, said " + responder + ", but outdated since " + freshUntil());
    }
    return RevocationFinding.from(source, RevocationStatus.GOOD, "good, says " + responder);
  }
}

package io.mtlsagent.policy;

import java.util.Objects;

/** Why a peer is refused: the code for machines and a sentence for people. */
public final class Rejection {

  private final RejectionCode code;
  private final String reason;

  private Rejection(RejectionCode code, String reason) {
    this.code = Objects.requireNonNull(code, "code");
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * A rejection.
   *
   * @param reason one sentence that names the certificate, what is wrong and what would mend it
   */
  public static Rejection of(RejectionCode code, String reason) {
    return new Rejection(code, reason);
  }

  public RejectionCode code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return code.wireName() + ": " + reason;
  }
}

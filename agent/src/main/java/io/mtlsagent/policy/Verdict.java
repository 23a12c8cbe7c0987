package io.mtlsagent.policy;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of checking one peer: accepted, or rejected with a reason. */
public final class Verdict {

  private final @Nullable Rejection rejection;
  private final RevocationFinding revocation;

  private Verdict(@Nullable Rejection rejection, RevocationFinding revocation) {
    this.rejection = rejection;
    this.revocation = Objects.requireNonNull(revocation, "revocation");
  }

  public static Verdict accepted(RevocationFinding revocation) {
    return new Verdict(null, revocation);
  }

  public static Verdict rejected(Rejection rejection, RevocationFinding revocation) {
    return new Verdict(Objects.requireNonNull(rejection, "rejection"), revocation);
  }

  public boolean isAccepted() {
    return rejection == null;
  }

  public Optional<Rejection> rejection() {
    return Optional.ofNullable(rejection);
  }

  /** What was found about the path's revocation: of several certificates, the worst. */
  public RevocationFinding revocation() {
    return revocation;
  }
}

package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the sources say about a certificate, weighed by the policy. */
public final class RevocationCheck {

  private static final RevocationCheck OFF =
      new RevocationCheck(RevocationPolicy.OFF, Collections.<RevocationSource>emptyList());

  private final RevocationPolicy policy;
  private final List<RevocationSource> sources;

  private RevocationCheck(RevocationPolicy policy, List<RevocationSource> sources) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.sources = sources;
  }

  /** A check that looks at nothing. */
  public static RevocationCheck off() {
    return OFF;
  }

  /**
   * A check.
   *
   * @param sources asked in this order until one knows the status
   */
  public static RevocationCheck of(RevocationPolicy policy, List<RevocationSource> sources) {
    return new RevocationCheck(policy, new ArrayList<>(sources));
  }

  /** A check with one source. */
  public static RevocationCheck of(RevocationPolicy policy, RevocationSource source) {
    return new RevocationCheck(policy, Collections.singletonList(source));
  }

  public RevocationPolicy policy() {
    return policy;
  }

  /**
   * The status of a certificate as the audit log states it; {@link #refuses} says what follows.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   */
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    if (policy == RevocationPolicy.OFF) {
      return RevocationFinding.off();
    }
    RevocationFinding unknown = null;
    RevocationFinding nothing = null;
    for (int i = 0; i < sources.size(); i++) {
      RevocationFinding finding = sources.get(i).find(certificate, issuer, now);
      switch (finding.status()) {
        case NOT_AVAILABLE:
          nothing = finding;
          break;
        case UNKNOWN:
          unknown = finding;
          break;
        default:
          return finding;
      }
    }
    if (unknown != null) {
      return unknown;
    }
    return weighed(certificate, nothing);
  }

  private RevocationFinding weighed(
      X509Certificate certificate, @Nullable RevocationFinding nothing) {
    String detail = nothing == null ? "no source of revocation is configured" : nothing.detail();
    if (policy == RevocationPolicy.STRICT) {
      return RevocationFinding.of(RevocationStatus.UNKNOWN, detail);
    }
    if (policy == RevocationPolicy.ADVERTISED && DistributionPoints.advertisesStatus(certificate)) {
      return RevocationFinding.of(
          RevocationStatus.UNKNOWN,
          detail + ", though the certificate says where to get its status");
    }
    return RevocationFinding.of(RevocationStatus.NOT_AVAILABLE, detail);
  }

  /** Whether a certificate with this finding must not be accepted. */
  public boolean refuses(RevocationFinding finding) {
    switch (finding.status()) {
      case REVOKED:
        return policy != RevocationPolicy.OFF;
      case UNKNOWN:
        return policy == RevocationPolicy.STRICT || policy == RevocationPolicy.ADVERTISED;
      default:
        return false;
    }
  }
}

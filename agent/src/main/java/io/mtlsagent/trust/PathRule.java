package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * A demand on a path whose signatures lead to an anchor, independent of the time, of revocation and
 * of the name that was asked for. Rules see hostile certificates: their work must be bounded by the
 * size of the path.
 */
interface PathRule {

  /**
   * Judges a path.
   *
   * @param peer the part that the holder of the leaf plays
   * @return why the path breaks the rule; null if it does not
   */
  @Nullable Rejection check(CertificatePath path, Role peer);
}

package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import org.jspecify.annotations.Nullable;

/** What the peer's own certificate must say for this connection, in the order of the codes. */
final class Expectation {

  private final ExpectedName name;
  private final PeerDemand demand;

  Expectation(ExpectedName name, PeerDemand demand) {
    this.name = name;
    this.demand = demand;
  }

  @Nullable Rejection check(CertificatePath path) throws Exception {
    Rejection mismatch = NameRule.check(path, name);
    return mismatch != null ? mismatch : demand.refusal(new EndEntity(path));
  }
}

package io.mtlsagent.handshake;

import io.mtlsagent.authorization.Access;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.trust.EndEntity;
import io.mtlsagent.trust.PeerDemand;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the holder of a good certificate may connect: the lists of peers of an endpoint, and the
 * user name that it may demand. For one judgement.
 */
final class Admission implements PeerDemand {

  private final Endpoint endpoint;
  private final Role peer;
  private @Nullable String user;

  Admission(Endpoint endpoint, Role ourRole) {
    this.endpoint = endpoint;
    this.peer = ourRole.peer();
  }

  @Override
  public @Nullable Rejection refusal(EndEntity entity) throws CertificateException {
    user =
        peer == Role.CLIENT ? endpoint.userRules().userOf(entity.certificate()).orElse(null) : null;
    Access decided = endpoint.accessOf(peer).decide(entity.certificate(), user);
    if (!decided.isAllowed()) {
      return Rejection.of(RejectionCode.NOT_AUTHORIZED, decided.refusal(entity.describe()));
    }
    if (peer == Role.CLIENT && user == null && endpoint.requiresUser()) {
      return Rejection.of(
          RejectionCode.NOT_AUTHORIZED,
          "no rule of user.rules makes a user name of "
              + entity.describe()
              + ", and user.required=true demands one; add a rule that does, or issue the"
              + " certificate with a name that one of them reads.");
    }
    return null;
  }

  /**
   * The user name of a client; null for a server, where no rule made one, or before it is known.
   */
  @Nullable String user() {
    return user;
  }
}

package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** One way to a user name. */
interface UserRule {

  /**
   * The name that this rule finds in a certificate.
   *
   * @return null where the rule does not apply and the next is to be tried; empty where it applies
   *     and says that there is no user
   */
  @Nullable String apply(X509Certificate leaf);
}

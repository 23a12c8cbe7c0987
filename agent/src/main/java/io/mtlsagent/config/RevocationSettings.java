package io.mtlsagent.config;

import io.mtlsagent.policy.RevocationPolicy;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How revocation is looked at, and the local lists. */
public final class RevocationSettings {

  private final RevocationPolicy policy;
  private final List<PathPattern> lists;

  private RevocationSettings(RevocationPolicy policy, List<PathPattern> lists) {
    this.policy = policy;
    this.lists = lists;
  }

  static RevocationSettings from(Values values) throws ConfigurationException {
    @Nullable List<PathPattern> lists = values.find(MaterialKeys.REVOCATION_CRL);
    return new RevocationSettings(
        values.get(MaterialKeys.REVOCATION),
        lists == null ? Collections.<PathPattern>emptyList() : lists);
  }

  public RevocationPolicy policy() {
    return policy;
  }

  /** The certificate revocation lists of {@code revocation.crl}, PEM or DER; may be empty. */
  public List<PathPattern> lists() {
    return lists;
  }
}

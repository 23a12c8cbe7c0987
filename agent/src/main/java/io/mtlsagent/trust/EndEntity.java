package io.mtlsagent.trust;

import java.security.cert.X509Certificate;

/** A peer's own certificate on a path whose signatures lead to an anchor. */
public final class EndEntity {

  private final CertificatePath path;

  EndEntity(CertificatePath path) {
    this.path = path;
  }

  public X509Certificate certificate() {
    return path.leaf().certificate();
  }

  /** How a sentence calls it: by its position on the path and its subject. */
  public String describe() {
    return path.describe(0);
  }
}

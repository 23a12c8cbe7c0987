package io.mtlsagent.handshake;

import io.mtlsagent.identity.Identity;
import org.jspecify.annotations.Nullable;

/** Has the OCSP answer about our own certificate, which a server staples. */
public interface Stapler {

  /**
   * The newest answer that says that the certificate is good, in DER; null where none is in memory.
   * Never waits: what is missing is fetched for the next handshake.
   */
  byte @Nullable [] stapleOf(Identity identity);
}

package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;

/** The parameters of an RSASSA-PSS signature (RFC 4055, section 3.1). */
final class PssParameters {

  private static final String SHA1 = "1.3.14.3.2.26";

  private PssParameters() {}

  /** Whether the message is hashed with SHA-1, which is also what absent parameters mean. */
  static boolean namesSha1(byte[] parameters) {
    try {
      DerReader outer = DerReader.of(parameters);
      if (!outer.hasMore()) {
        return true;
      }
      DerReader fields = outer.enter(DerReader.SEQUENCE);
      if (!fields.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
        return true;
      }
      DerReader hash = fields.enter(DerReader.CONTEXT_CONSTRUCTED);
      return hash.enter(DerReader.SEQUENCE).oid().equals(SHA1);
    } catch (MalformedDerException e) {
      return true;
    }
  }
}

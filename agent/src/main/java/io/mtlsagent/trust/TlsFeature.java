package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;

/** The TLS feature extension of a server's certificate (RFC 7633). */
final class TlsFeature {

  private static final String OID = "1.3.6.1.5.5.7.1.24";

  /** The TLS extensions status_request and status_request_v2. */
  private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

  private static final BigInteger STATUS_REQUEST_V2 = BigInteger.valueOf(17);

  private TlsFeature() {}

  /** Whether the certificate must not be used without a stapled answer about it. */
  static boolean demandsStaple(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(OID);
    if (extension == null) {
      return false;
    }
    try {
      DerReader features =
          DerReader.of(extension).enter(DerReader.OCTET_STRING).enter(DerReader.SEQUENCE);
      boolean demands = false;
      while (features.hasMore()) {
        BigInteger feature = features.integer();
        demands |= feature.equals(STATUS_REQUEST) || feature.equals(STATUS_REQUEST_V2);
      }
      return demands;
    } catch (MalformedDerException e) {
      return true; // it demands something, and hardly anything else is ever demanded
    }
  }
}

package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.DerEncoding;
import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An OCSPRequest for one certificate (RFC 6960, section 4.1). */
final class OcspRequest {

  /** Of the extension nonce (RFC 9654). */
  static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

  private static final int NONCE_BYTES = 32;

  private final byte[] encoded;
  private final byte @Nullable [] nonce;

  private OcspRequest(byte[] encoded, byte @Nullable [] nonce) {
    this.encoded = encoded;
    this.nonce = nonce;
  }

  /** A request that an old answer cannot serve, where the responder takes part. */
  static OcspRequest withNonce(CertificateId id, SecureRandom random) throws MalformedDerException {
    byte[] fresh = new byte[NONCE_BYTES];
    random.nextBytes(fresh);
    byte[] nonce = DerEncoding.octetString(fresh);
    byte[] extension = DerEncoding.sequence(DerEncoding.oid(NONCE), DerEncoding.octetString(nonce));
    return new OcspRequest(
        encode(
            id,
            DerEncoding.element(
                DerReader.CONTEXT_CONSTRUCTED + 2, DerEncoding.sequence(extension))),
        nonce);
  }

  /** A request that caches on the way may answer (RFC 5019). */
  static OcspRequest plain(CertificateId id) throws MalformedDerException {
    return new OcspRequest(encode(id, new byte[0]), null);
  }

  private static byte[] encode(CertificateId id, byte[] extensions) throws MalformedDerException {
    byte[] list = DerEncoding.sequence(DerEncoding.sequence(id.encoded()));
    return DerEncoding.sequence(DerEncoding.sequence(list, extensions));
  }

  byte[] encoded() {
    return encoded;
  }

  /** The value that the nonce extension of the answer must have, if there is one. */
  byte @Nullable [] nonce() {
    return nonce;
  }

  /** The request as the last segment of an address (RFC 6960, appendix A.1). */
  String asSegment() {
    return Base64.getEncoder()
        .encodeToString(encoded)
        .replace("+", "%2B")
        .replace("/", "%2F")
        .replace("=", "%3D");
  }
}

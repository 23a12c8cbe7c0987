package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.RevocationReason;
import io.mtlsagent.revocation.fetch.FetchException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A BasicOCSPResponse, taken apart and not yet believed (RFC 6960, section 4.2.1). */
final class OcspResponse {

  private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
  private static final byte[] MALFORMED_REQUEST = {0x30, 3, 0x0A, 1, 1};
  private static final int SUCCESSFUL = 0;
  private static final int TRY_LATER = 3;
  private static final int INTERNAL_ERROR = 2;
  private static final int MAX_CERTIFICATES = 8;
  private static final int MAX_ANSWERS = 1000;

  private static final String[] ERRORS = {
    "", "malformedRequest", "internalError", "tryLater", "", "sigRequired", "unauthorized"
  };

  private final byte[] signed;
  private final byte[] algorithm;
  private final byte[] signature;
  private final List<byte[]> certificates = new ArrayList<>(1);

  private byte @Nullable [] responderName;
  private byte @Nullable [] responderKeyHash;
  private Instant producedAt = Instant.EPOCH;
  private byte @Nullable [] nonce;
  private final List<OcspAnswer> answers = new ArrayList<>(1);

  private OcspResponse(byte[] signed, byte[] algorithm, byte[] signature) {
    this.signed = signed;
    this.algorithm = algorithm;
    this.signature = signature;
  }

  /** Whether the responder could not make sense of the request. */
  static boolean isMalformedRequest(byte[] response) {
    return Arrays.equals(response, MALFORMED_REQUEST);
  }

  /**
   * Takes a response apart.
   *
   * @param id the certificate whose answers are of interest
   * @throws FetchException if the responder reports an error
   */
  static OcspResponse parse(byte[] bytes, CertificateId id)
      throws MalformedDerException, FetchException {
    DerReader outermost = DerReader.of(bytes);
    DerReader outer = outermost.enter(DerReader.SEQUENCE);
    outermost.finish();
    int status = outer.integer(DerReader.ENUMERATED).intValue();
    if (status != SUCCESSFUL) {
      String name = status > 0 && status < ERRORS.length ? ERRORS[status] : "";
      String problem = "the responder answers with the error " + status + " " + name;
      throw status == TRY_LATER || status == INTERNAL_ERROR
          ? FetchException.hostFailed(problem.trim())
          : FetchException.unusable(problem.trim());
    }
    DerReader typed = outer.enter(DerReader.CONTEXT_CONSTRUCTED).enter(DerReader.SEQUENCE);
    outer.finish();
    if (!typed.oid().equals(BASIC)) {
      throw new MalformedDerException("the response is of a type that was not asked for");
    }
    DerReader octets = typed.enter(DerReader.OCTET_STRING);
    typed.finish();
    DerReader basic = octets.enter(DerReader.SEQUENCE);
    octets.finish();
    return basic(basic, id);
  }

  private static OcspResponse basic(DerReader basic, CertificateId id)
      throws MalformedDerException {
    byte[] signed = basic.element();
    byte[] algorithm = basic.element();
    byte[] bits = basic.content(DerReader.BIT_STRING);
    if (bits.length < 1 || bits[0] != 0) {
      throw new MalformedDerException("the signature is no whole number of bytes");
    }
    OcspResponse response =
        new OcspResponse(signed, algorithm, Arrays.copyOfRange(bits, 1, bits.length));
    if (basic.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      DerReader list = basic.enter(DerReader.CONTEXT_CONSTRUCTED).enter(DerReader.SEQUENCE);
      while (list.hasMore() && response.certificates.size() < MAX_CERTIFICATES) {
        response.certificates.add(list.element());
      }
    }
    basic.finish();
    response.data(DerReader.of(signed).enter(DerReader.SEQUENCE), id);
    return response;
  }

  private void data(DerReader data, CertificateId id) throws MalformedDerException {
    if (data.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      if (data.enter(DerReader.CONTEXT_CONSTRUCTED).integer().signum() != 0) {
        throw new MalformedDerException("the response is of another version than 1");
      }
    }
    if (data.nextIs(DerReader.CONTEXT_CONSTRUCTED + 1)) {
      responderName = data.content(DerReader.CONTEXT_CONSTRUCTED + 1);
    } else {
      DerReader key = data.enter(DerReader.CONTEXT_CONSTRUCTED + 2);
      responderKeyHash = key.content(DerReader.OCTET_STRING);
    }
    producedAt = Instant.ofEpochSecond(data.time());
    DerReader responses = data.enter(DerReader.SEQUENCE);
    for (int i = 0; responses.hasMore(); i++) {
      if (i >= MAX_ANSWERS) {
        throw new MalformedDerException("the response has too many answers");
      }
      single(responses.enter(DerReader.SEQUENCE), id);
    }
    if (data.hasMore()) {
      nonce = extensions(data.enter(DerReader.CONTEXT_CONSTRUCTED + 1));
    }
    data.finish();
  }

  private void single(DerReader single, CertificateId id) throws MalformedDerException {
    final boolean ours = id.isNamedBy(single.enter(DerReader.SEQUENCE));
    RevocationStatus status = RevocationStatus.GOOD;
    String remark = "";
    if (single.nextIs(DerReader.CONTEXT_CONSTRUCTED + 1)) {
      status = RevocationStatus.REVOKED;
      remark = revocation(single.enter(DerReader.CONTEXT_CONSTRUCTED + 1));
    } else if (single.nextIs(DerReader.CONTEXT)) {
      single.enter(DerReader.CONTEXT).finish();
    } else {
      single.enter(DerReader.CONTEXT + 2).finish();
      status = RevocationStatus.UNKNOWN;
    }
    final Instant thisUpdate = Instant.ofEpochSecond(single.time());
    Instant nextUpdate = null;
    if (single.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      nextUpdate = Instant.ofEpochSecond(single.enter(DerReader.CONTEXT_CONSTRUCTED).time());
    }
    if (single.hasMore()) {
      extensions(single.enter(DerReader.CONTEXT_CONSTRUCTED + 1));
    }
    single.finish();
    if (ours) {
      answers.add(new OcspAnswer(status, thisUpdate, nextUpdate, remark));
    }
  }

  private static String revocation(DerReader info) throws MalformedDerException {
    Instant at = Instant.ofEpochSecond(info.time());
    int reason = 0;
    if (info.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      reason = info.enter(DerReader.CONTEXT_CONSTRUCTED).integer(DerReader.ENUMERATED).intValue();
    }
    info.finish();
    String name = RevocationReason.nameOf(reason);
    return "at " + at + " (" + (name.isEmpty() ? "reason " + reason : name) + ")";
  }

  /** Returns the value of the nonce, if there is one. */
  private static byte @Nullable [] extensions(DerReader explicit) throws MalformedDerException {
    DerReader extensions = explicit.enter(DerReader.SEQUENCE);
    explicit.finish();
    byte[] nonce = null;
    Set<String> seen = new HashSet<>();
    while (extensions.hasMore()) {
      DerReader extension = extensions.enter(DerReader.SEQUENCE);
      String oid = extension.oid();
      boolean critical = extension.nextIs(DerReader.BOOLEAN) && extension.bool();
      byte[] value = extension.content(DerReader.OCTET_STRING);
      extension.finish();
      if (!seen.add(oid)) {
        throw new MalformedDerException("the response has the extension " + oid + " twice");
      }
      if (oid.equals(OcspRequest.NONCE)) {
        nonce = value;
      } else if (critical) {
        throw new MalformedDerException(
            "the response has the critical extension " + oid + ", which is not known");
      }
    }
    return nonce;
  }

  /** ResponseData in DER. */
  byte[] signed() {
    return signed;
  }

  /** The AlgorithmIdentifier of the signature in DER. */
  byte[] algorithm() {
    return algorithm;
  }

  byte[] signature() {
    return signature;
  }

  /** The certificates that came along, in DER. */
  List<byte[]> certificates() {
    return certificates;
  }

  /** The name of the responder in DER; null where it is known by its key. */
  byte @Nullable [] responderName() {
    return responderName;
  }

  /** SHA-1 of the responder's key; null where it is known by its name. */
  byte @Nullable [] responderKeyHash() {
    return responderKeyHash;
  }

  Instant producedAt() {
    return producedAt;
  }

  byte @Nullable [] nonce() {
    return nonce;
  }

  /** What is said about the certificate that was asked for; may be empty. */
  List<OcspAnswer> answers() {
    return answers;
  }
}

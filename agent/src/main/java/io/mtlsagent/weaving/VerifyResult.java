package io.mtlsagent.weaving;

import io.mtlsagent.policy.RejectionCode;

/**
 * The results of a certificate's verification as OpenSSL and BoringSSL number them ({@code
 * X509_V_ERR_}): those whose alert is the one that a refusal asks for, by {@code
 * SSL_alert_from_verify_result}.
 */
final class VerifyResult {

  private static final int UNSPECIFIED = 1; // internal_error
  private static final int CERT_HAS_EXPIRED = 10; // certificate_expired
  private static final int UNABLE_TO_GET_ISSUER_CERT_LOCALLY = 20; // unknown_ca
  private static final int CERT_REVOKED = 23; // certificate_revoked
  private static final int INVALID_PURPOSE = 26; // unsupported_certificate
  private static final int CERT_REJECTED = 28; // bad_certificate
  private static final int NO_EXPLICIT_POLICY = 43; // certificate_unknown, as all others
  private static final int APPLICATION_VERIFICATION = 50; // handshake_failure

  private VerifyResult() {}

  /** The result that stands for a refusal; the libraries have none for access_denied. */
  static int of(RejectionCode code) {
    switch (code) {
      case UNTRUSTED:
        return UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
      case REVOKED:
        return CERT_REVOKED;
      case EXPIRED:
      case NOT_YET_VALID:
        return CERT_HAS_EXPIRED;
      case WRONG_USAGE:
      case WEAK_ALGORITHM:
        return INVALID_PURPOSE;
      case NAME_MISMATCH:
      case NAME_CONSTRAINTS:
      case PATH_INVALID:
        return CERT_REJECTED;
      case NO_CERTIFICATE:
      case NOT_AUTHORIZED:
        return APPLICATION_VERIFICATION;
      case INTERNAL_ERROR:
        return UNSPECIFIED;
      default:
        return NO_EXPLICIT_POLICY;
    }
  }
}

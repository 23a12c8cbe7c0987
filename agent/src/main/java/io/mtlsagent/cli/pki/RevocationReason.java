package io.mtlsagent.cli.pki;

/** Why a certificate is revoked (RFC 5280, section 5.3.1), by OpenSSL's names. */
public enum RevocationReason {
  UNSPECIFIED("unspecified", 0),
  KEY_COMPROMISE("keyCompromise", 1),
  CA_COMPROMISE("CACompromise", 2),
  AFFILIATION_CHANGED("affiliationChanged", 3),
  SUPERSEDED("superseded", 4),
  CESSATION_OF_OPERATION("cessationOfOperation", 5),
  CERTIFICATE_HOLD("certificateHold", 6);

  private final String text;
  private final int code;

  RevocationReason(String text, int code) {
    this.text = text;
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The reason of this name, in upper or lower case. */
  public static RevocationReason of(String text) {
    for (RevocationReason reason : values()) {
      if (reason.text.equalsIgnoreCase(text)) {
        return reason;
      }
    }
    throw new IllegalArgumentException(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.mtlsagent.revocation;

/** The names of the CRLReason values (RFC 5280, section 5.3.1), which OCSP has too. */
public final class RevocationReason {

  private static final String[] NAMES = {
    "unspecified",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "",
    "removeFromCRL",
    "privilegeWithdrawn",
    "aACompromise"
  };

  private RevocationReason() {}

  /** The name of a reason; empty where the number stands for none. */
  public static String nameOf(int reason) {
    return reason >= 0 && reason < NAMES.length ? NAMES[reason] : "";
  }
}

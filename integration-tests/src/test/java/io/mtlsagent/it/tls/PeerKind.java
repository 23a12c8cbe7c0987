package io.mtlsagent.it.tls;

import java.util.Locale;

/** What may be wrong with a peer's certificate, and the {@code event.code} that says so. */
public enum PeerKind {
  GOOD("accepted"),
  /** Has no certificate to show. */
  NONE("no_certificate"),
  EXPIRED("expired"),
  NOT_YET_VALID("not_yet_valid"),
  /** From an authority that nobody trusts. */
  FOREIGN("untrusted"),
  /** From an authority with the trusted one's name and another key. */
  FOREIGN_SAME_NAME("untrusted"),
  REVOKED("revoked"),
  /**
   * Of an extended key usage for the other role: a server's certificate shown by a client, or the
   * reverse.
   */
  OTHER_ROLE("wrong_usage"),
  /** Sent without the intermediate authority's certificate. */
  BROKEN_CHAIN("untrusted");

  private final String code;

  PeerKind(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The common name of the client of this kind. */
  public String clientName() {
    return "client-" + word();
  }

  /** The common name of the server of this kind. */
  public String serverName() {
    return "server-" + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean isAccepted() {
    return this == GOOD;
  }
}

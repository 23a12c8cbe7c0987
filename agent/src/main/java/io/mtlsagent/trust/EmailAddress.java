package io.mtlsagent.trust;

/** Mailboxes as certificates hold them (RFC 5280, section 4.2.1.6; RFC 5321, section 4.1.2). */
final class EmailAddress {

  private static final String ATOM = "!#$%&'*+-/=?^_`{|}~.";
  private static final int MAX_LOCAL_PART = 64;

  private EmailAddress() {}

  /** Whether the text is a local part without quotes, an at sign and a host. */
  static boolean isAddress(String text) {
    int at = text.indexOf('@');
    if (at <= 0 || at > MAX_LOCAL_PART || !DnsName.isName(text.substring(at + 1))) {
      return false;
    }
    for (int i = 0; i < at; i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!alphanumeric && ATOM.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}

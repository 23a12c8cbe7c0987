package io.mtlsagent.trust;

import io.mtlsagent.der.MalformedDerException;
import org.jspecify.annotations.Nullable;

/** A name of a certificate in the form in which name constraints are compared with it. */
final class ConstrainedName {

  private static final String WILDCARD = "*.";

  private final GeneralName name;
  private final String text;
  private final @Nullable DistinguishedName directory;

  private ConstrainedName(GeneralName name, String text, @Nullable DistinguishedName directory) {
    this.name = name;
    this.text = text;
    this.directory = directory;
  }

  /**
   * Prepares a name.
   *
   * @throws MalformedDerException if no constraint could be compared with it
   */
  static ConstrainedName of(GeneralName name) throws MalformedDerException {
    if (name.type() == GeneralName.DIRECTORY) {
      return new ConstrainedName(name, "", DistinguishedName.parse(name.value()));
    }
    ConstrainedName made = new ConstrainedName(name, name.text(), null);
    if (!made.isWellFormed()) {
      throw new MalformedDerException("it has the malformed name " + name.forPeople());
    }
    return made;
  }

  private boolean isWellFormed() {
    switch (name.type()) {
      case GeneralName.DNS:
        return DnsName.isName(withoutWildcard());
      case GeneralName.EMAIL:
        return EmailAddress.isAddress(text);
      case GeneralName.IP:
        return name.value().length == 4 || name.value().length == 16;
      case GeneralName.URI:
        return isHostName(host());
      default:
        return true;
    }
  }

  int type() {
    return name.type();
  }

  byte[] value() {
    return name.value();
  }

  String text() {
    return text;
  }

  boolean isWildcard() {
    return text.startsWith(WILDCARD);
  }

  /** The DNS name, its leading {@code *.} taken away. */
  String withoutWildcard() {
    return isWildcard() ? text.substring(WILDCARD.length()) : text;
  }

  /** The host of a URI; empty where it has none, which no constraint can be compared with. */
  String host() {
    int start = text.indexOf(':') + 1;
    if (!isScheme(text, start - 1) || !text.startsWith("//", start)) {
      return "";
    }
    int end = start + 2;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      if (text.charAt(end) == '\\') {
        return ""; // some software ends the host here
      }
      end++;
    }
    String authority = text.substring(start + 2, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int port = authority.lastIndexOf(':');
    return port < 0 ? authority : authority.substring(0, port);
  }

  /** Whether a URI begins with a scheme of this length (RFC 3986, section 3.1). */
  private static boolean isScheme(String text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return false;
      }
    }
    return length > 0;
  }

  /**
   * Whether a host is a domain name and not an address, which no constraint on URIs can be compared
   * with (RFC 5280, section 4.2.1.10). As in the URL standard, a last label that begins with a
   * digit makes it one.
   */
  static boolean isHostName(String host) {
    if (!DnsName.isName(host)) {
      return false;
    }
    char first = host.charAt(host.lastIndexOf('.') + 1);
    return first < '0' || first > '9';
  }

  DistinguishedName directory() {
    if (directory == null) {
      throw new IllegalStateException("not a directory name");
    }
    return directory;
  }

  String forPeople() {
    return directory == null ? name.forPeople() : "its subject or a directory name";
  }
}

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
        return DnsName.isName(host());
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
    int start = text.indexOf("://");
    if (start < 0) {
      return "";
    }
    String authority = text.substring(start + 3);
    for (int i = 0; i < authority.length(); i++) {
      if ("/?#".indexOf(authority.charAt(i)) >= 0) {
        authority = authority.substring(0, i);
      }
    }
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int port = authority.lastIndexOf(':');
    return port < 0 ? authority : authority.substring(0, port);
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

package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import org.jspecify.annotations.Nullable;

/** One base of a name constraint and what lies below it (RFC 5280, section 4.2.1.10). */
final class NameSubtree {

  private final GeneralName base;
  private final @Nullable DistinguishedName directory;

  private NameSubtree(GeneralName base, @Nullable DistinguishedName directory) {
    this.base = base;
    this.directory = directory;
  }

  /** Reads a GeneralSubtree; one that names nothing that could exist is malformed. */
  static NameSubtree read(DerReader reader) throws MalformedDerException {
    DerReader fields = reader.enter(DerReader.SEQUENCE);
    GeneralName base = GeneralName.read(fields);
    if (fields.hasMore()) {
      // DER leaves the only allowed minimum, 0, out; a maximum is not allowed at all.
      throw new MalformedDerException("a name constraint sets a minimum or maximum");
    }
    DistinguishedName directory = null;
    if (base.type() == GeneralName.DIRECTORY) {
      directory = DistinguishedName.parse(base.value());
    } else if (!isWellFormed(base)) {
      throw new MalformedDerException(
          "a name constraint has the malformed base " + base.forPeople());
    }
    return new NameSubtree(base, directory);
  }

  private static boolean isWellFormed(GeneralName base) {
    String text = base.text();
    switch (base.type()) {
      case GeneralName.DNS:
        return text.isEmpty() || DnsName.isName(text);
      case GeneralName.EMAIL:
        return text.indexOf('@') < 0 ? isHostOrDomain(text) : EmailAddress.isAddress(text);
      case GeneralName.URI:
        return ConstrainedName.isHostName(withoutDot(text));
      case GeneralName.IP:
        return AddressRange.isRange(base.value());
      default:
        return true;
    }
  }

  private static boolean isHostOrDomain(String text) {
    return DnsName.isName(withoutDot(text));
  }

  private static String withoutDot(String text) {
    return text.startsWith(".") ? text.substring(1) : text;
  }

  int type() {
    return base.type();
  }

  /**
   * Whether a name of the same type lies in the subtree. A wildcard lies in it if all names that it
   * stands for do.
   *
   * @param name of the same type and well-formed
   * @throws MalformedDerException if one of two directory names cannot be read
   */
  boolean contains(ConstrainedName name) throws MalformedDerException {
    switch (base.type()) {
      case GeneralName.DNS:
        return isBelow(name.withoutWildcard(), base.text());
      case GeneralName.EMAIL:
        return containsEmail(name.text());
      case GeneralName.URI:
        return isHostIn(name.host(), base.text());
      case GeneralName.IP:
        return AddressRange.contains(base.value(), name.value());
      case GeneralName.DIRECTORY:
        return directory != null && name.directory().isWithin(directory);
      default:
        return false;
    }
  }

  /** Whether the subtree holds a name that a wildcard stands for, or the name itself. */
  boolean touches(ConstrainedName name) throws MalformedDerException {
    if (contains(name)) {
      return true;
    }
    if (base.type() != GeneralName.DNS || !name.isWildcard()) {
      return false;
    }
    String text = base.text();
    int dot = text.indexOf('.');
    return dot > 0 && DnsName.equalsIgnoreCase(text.substring(dot + 1), name.withoutWildcard());
  }

  private boolean containsEmail(String address) {
    String text = base.text();
    int at = address.lastIndexOf('@');
    String host = address.substring(at + 1);
    int baseAt = text.lastIndexOf('@');
    if (baseAt < 0) {
      return isHostIn(host, text);
    }
    // The local part is compared exactly, asterisks included; the host without regard to case.
    return address.substring(0, at).equals(text.substring(0, baseAt))
        && DnsName.equalsIgnoreCase(host, text.substring(baseAt + 1));
  }

  /** A base with a leading dot holds all hosts below it; one without, that host alone. */
  private static boolean isHostIn(String host, String base) {
    return base.startsWith(".")
        ? isBelow(host, base.substring(1)) && host.length() >= base.length()
        : DnsName.equalsIgnoreCase(host, base);
  }

  private static boolean isBelow(String name, String base) {
    int start = name.length() - base.length();
    if (base.isEmpty() || start == 0) {
      return base.isEmpty() || DnsName.equalsIgnoreCase(name, base);
    }
    return start > 0
        && name.charAt(start - 1) == '.'
        && DnsName.equalsIgnoreCase(name.substring(start), base);
  }
}

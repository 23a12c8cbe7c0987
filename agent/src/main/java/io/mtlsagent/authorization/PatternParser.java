package io.mtlsagent.authorization;

import io.mtlsagent.config.IpLiteral;
import io.mtlsagent.config.Network;
import io.mtlsagent.policy.Role;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a list of peers; refuses whatever would silently match nobody. */
final class PatternParser {

  private final Role peer;
  private final String entry;

  private PatternParser(Role peer, String entry) {
    this.peer = peer;
    this.entry = entry;
  }

  /**
   * Reads an entry.
   *
   * @param peer whether the list is one of clients or of servers
   */
  static PeerPattern parse(Role peer, String entry) throws InvalidRuleException {
    return new PatternParser(peer, entry).parse();
  }

  private PeerPattern parse() throws InvalidRuleException {
    int end = endOfKind();
    String raw = entry.substring(end).trim();
    String value = PatternText.unescaped(raw, entry);
    if (end > 0 && value.isEmpty()) {
      throw wrong("has no value", "Write the name after it, or remove it");
    }
    if (UserName.hasForbiddenCharacter(value)) {
      throw wrong(
          "holds a control or invisible character, which no name may hold", "Write it anew");
    }
    boolean wildcard = PatternText.hasWildcard(raw);
    switch (kind(end)) {
      case "CN=":
        return attribute(BCStyle.CN, value, wildcard);
      case "OU=":
        return attribute(BCStyle.OU, value, wildcard);
      case "O=":
        return attribute(BCStyle.O, value, wildcard);
      case "DNS:":
        return dns(value);
      case "URI:":
        return uri(value, wildcard);
      case "IP:":
        return address(value);
      case "EMAIL:":
        return email(value);
      case "SHA256:":
        return hash(HashPattern.Subject.CERTIFICATE, value);
      case "SPKI:":
        return hash(HashPattern.Subject.PUBLIC_KEY, value);
      case "USER:":
        return user(value, wildcard);
      default:
        throw new InvalidRuleException(
            "'" + entry + "' is not a pattern",
            "Begin it with CN=, OU=, O=, DNS:, URI:, IP:, EMAIL:, SHA256:, SPKI: or USER:; put a"
                + " value that has a comma in double quotes");
    }
  }

  /** The index after the first colon or equals sign; 0 where there is none. */
  private int endOfKind() {
    int colon = entry.indexOf(':');
    int equals = entry.indexOf('=');
    boolean equalsFirst = equals >= 0 && (colon < 0 || equals < colon);
    return equalsFirst ? equals + 1 : colon + 1;
  }

  private String kind(int end) {
    char[] characters = entry.substring(0, end).toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (AsciiText.isLowerLetter(characters[i])) {
        characters[i] = (char) (characters[i] - ('a' - 'A'));
      }
    }
    return new String(characters);
  }

  private PeerPattern attribute(ASN1ObjectIdentifier type, String value, boolean wildcard)
      throws InvalidRuleException {
    requireNoWildcard(wildcard);
    return new AttributePattern(type, value);
  }

  private PeerPattern user(String value, boolean wildcard) throws InvalidRuleException {
    requireNoWildcard(wildcard);
    if (peer == Role.SERVER) {
      throw wrong(
          "means nothing here: servers have no user name", "Name the server by DNS:, URI: or CN=");
    }
    return new UserPattern(value);
  }

  private void requireNoWildcard(boolean wildcard) throws InvalidRuleException {
    if (wildcard) {
      throw wrong(
          "has a *, and only DNS: and URI: have wildcards",
          "Write each name out; where the asterisk is part of the name, put the value in double"
              + " quotes");
    }
  }

  private PeerPattern dns(String value) throws InvalidRuleException {
    String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
    if (!AsciiText.isAscii(name)) {
      throw wrong("is not in ASCII", "Write the name as certificates do, with labels of xn--");
    }
    if (IpLiteral.parse(name) != null) {
      throw wrong("is an address", "Write IP:" + name);
    }
    if (!DnsPattern.isNameOrWildcard(name)) {
      throw wrong(
          "is not a DNS name",
          "Write a name such as a.example.com; a * may stand for its whole first label");
    }
    return new DnsPattern(name);
  }

  private PeerPattern uri(String value, boolean wildcard) throws InvalidRuleException {
    if (AsciiText.startsWithIgnoreCase(value, "spiffe:")) {
      SpiffeId id = SpiffeId.parsePattern(value);
      if (id == null) {
        throw wrong(
            "is not a SPIFFE ID",
            "Write spiffe://trust.domain/path: scheme and trust domain in lower case, no port,"
                + " query, escape, empty or dot segment; * for one whole segment, ** for one or"
                + " more");
      }
      return new SpiffePattern(id);
    }
    requireNoWildcardInUri(wildcard);
    if (!isUri(value)) {
      throw wrong("is not a URI", "Write it whole, with its scheme, as the certificate has it");
    }
    return new UriPattern(value);
  }

  private void requireNoWildcardInUri(boolean wildcard) throws InvalidRuleException {
    if (wildcard) {
      throw wrong(
          "has a *, and of all URIs only those of SPIFFE have wildcards",
          "Write each URI out, or put one that has an asterisk in double quotes");
    }
  }

  private static boolean isUri(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return value.indexOf(':') > 0 && AsciiText.isLetter(value.charAt(0));
  }

  private PeerPattern address(String value) throws InvalidRuleException {
    Network network = Network.parse(value);
    if (network == null) {
      throw wrong(
          "is not an IP address", "Write an address such as 10.1.2.3, or a block, 10.0.0.0/8");
    }
    if (network.hasHostBits()) {
      throw wrong(
          "has bits beyond its prefix length", "Write the first address of the block, or no block");
    }
    return new AddressPattern(network);
  }

  private PeerPattern email(String value) throws InvalidRuleException {
    int at = value.lastIndexOf('@');
    String host = value.substring(at + 1);
    boolean fit = at > 0 && isUri("a:" + value) && value.indexOf('*') < 0;
    if (!fit || !DnsPattern.isNameOrWildcard(host)) {
      throw wrong("is not an e-mail address", "Write a whole address such as ops@example.com");
    }
    return new EmailPattern(value);
  }

  private PeerPattern hash(HashPattern.Subject subject, String value) throws InvalidRuleException {
    byte @Nullable [] hash = HashPattern.parse(value);
    if (hash == null) {
      throw wrong(
          "is not a SHA-256 hash",
          subject == HashPattern.Subject.CERTIFICATE
              ? "Write the 64 hexadecimal digits that this prints: openssl x509 -in FILE -noout"
                  + " -fingerprint -sha256"
              : "Write the 64 hexadecimal digits that this prints: openssl x509 -in FILE -noout"
                  + " -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256");
    }
    return new HashPattern(subject, hash);
  }

  private InvalidRuleException wrong(String problem, String mend) {
    return new InvalidRuleException("'" + entry + "' " + problem, mend);
  }
}

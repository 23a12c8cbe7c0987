package io.mtlsagent.trust;

import org.jspecify.annotations.Nullable;

/** The host name or address that the peer's certificate must name. */
public final class ExpectedName {

  private static final ExpectedName UNKNOWN = new ExpectedName("", null, null);
  private static final ExpectedName NOT_CHECKED = new ExpectedName("", null, null);

  private final String text;
  private final @Nullable String dnsName;
  private final byte @Nullable [] address;

  private ExpectedName(String text, @Nullable String dnsName, byte @Nullable [] address) {
    this.text = text;
    this.dnsName = dnsName;
    this.address = address;
  }

  /**
   * The target of a connection: an IP address literal (IPv6 also in brackets, and with a zone,
   * which is dropped), or else a DNS name. What is neither matches no certificate.
   */
  public static ExpectedName of(String host) {
    String bare = withoutZone(withoutBrackets(host));
    byte[] address = IpLiteral.parse(bare);
    return new ExpectedName(host, address == null ? DnsName.ofHost(host) : null, address);
  }

  /**
   * The target of a connection to an address, whose server was asked for a name as well: either
   * will do.
   *
   * @param host an IP address literal, as in {@link #of}
   * @param serverName the name that the application has set (RFC 6066, section 3)
   */
  public static ExpectedName ofEither(String host, String serverName) {
    return new ExpectedName(
        serverName + " or " + host, DnsName.ofHost(serverName), of(host).address);
  }

  /** Whether the target is an address. */
  public boolean isAddress() {
    return address != null;
  }

  /** The target is not known, which no certificate can match. */
  public static ExpectedName unknown() {
    return UNKNOWN;
  }

  /** Names are not looked at: the peer is a client, or the check is switched off. */
  public static ExpectedName notChecked() {
    return NOT_CHECKED;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone > 0 && host.indexOf(':') >= 0 ? host.substring(0, zone) : host;
  }

  boolean isChecked() {
    return this != NOT_CHECKED;
  }

  boolean isUnknown() {
    return this == UNKNOWN;
  }

  /** The DNS name in lower case; null for addresses and for what is no name. */
  @Nullable String dnsName() {
    return dnsName;
  }

  /** The 4 or 16 bytes of an address; null for DNS names. Not to be changed. */
  byte @Nullable [] address() {
    return address;
  }

  @Override
  public String toString() {
    if (this == UNKNOWN) {
      return "unknown";
    }
    return this == NOT_CHECKED ? "not checked" : text;
  }
}

package io.mtlsagent.revocation.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An address of the scheme http or https; there is no object for any other, such as ldap. */
public final class HttpAddress {

  private static final int MAX_LENGTH = 2048;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65535;

  private final URI uri;
  private final boolean secure;
  private final String host;
  private final int port;

  private HttpAddress(URI uri, boolean secure, String host, int port) {
    this.uri = uri;
    this.secure = secure;
    this.host = host;
    this.port = port;
  }

  /**
   * Reads an address.
   *
   * @throws FetchException if it is malformed or of another scheme
   */
  public static HttpAddress parse(String text) throws FetchException {
    if (text.length() > MAX_LENGTH) {
      throw FetchException.unusable("an address is longer than " + MAX_LENGTH + " characters");
    }
    try {
      return of(new URI(text.trim()));
    } catch (URISyntaxException e) {
      throw FetchException.unusable("the address " + text + " is malformed");
    }
  }

  private static HttpAddress of(URI uri) throws FetchException {
    String scheme = uri.getScheme();
    boolean secure = "https".equalsIgnoreCase(scheme);
    if (!secure && !"http".equalsIgnoreCase(scheme)) {
      throw FetchException.unusable("the address " + uri + " is neither http nor https");
    }
    // java.net.URI knows no host with an underscore, which names of containers have.
    String authority = uri.getRawAuthority();
    if (authority == null || authority.indexOf('@') >= 0 || authority.indexOf('%') >= 0) {
      throw FetchException.unusable("the address " + uri + " has no host, or a user name");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    int port = secure ? HTTPS_PORT : HTTP_PORT;
    if (hasPort && colon + 1 < authority.length()) {
      port = port(uri, authority.substring(colon + 1));
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw FetchException.unusable("the address " + uri + " has no host");
    }
    return new HttpAddress(uri, secure, host.toLowerCase(Locale.ROOT), port);
  }

  private static int port(URI uri, String text) throws FetchException {
    int port = 0;
    for (int i = 0; i < text.length() && port <= MAX_PORT; i++) {
      int digit = text.charAt(i) - '0';
      port = digit < 0 || digit > 9 ? MAX_PORT + 1 : port * 10 + digit;
    }
    if (port < 1 || port > MAX_PORT) {
      throw FetchException.unusable("the address " + uri + " has no port from 1 to 65535");
    }
    return port;
  }

  /** Where a redirection from here leads to. */
  HttpAddress redirectedTo(String location) throws FetchException {
    try {
      return parse(uri.resolve(new URI(location.trim())).toString());
    } catch (URISyntaxException e) {
      throw FetchException.unusable(this + " redirects to a malformed address");
    }
  }

  /** The same address with a further segment of its path, which needs no encoding. */
  public HttpAddress withSegment(String segment) throws FetchException {
    String text = uri.toString();
    return parse(text + (text.endsWith("/") ? "" : "/") + segment);
  }

  boolean isSecure() {
    return secure;
  }

  /** A name or a literal address, without brackets, in lower case. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Path and query as the request line has them; pure ASCII without blanks. */
  String target() {
    URI ascii = URI.create(uri.toASCIIString());
    String path = ascii.getRawPath();
    String query = ascii.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  /** The value of the header Host (RFC 9110, section 7.2). */
  String hostHeader() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }

  /** Scheme, host and port: what one server is known by. */
  String server() {
    return (secure ? "https://" : "http://") + hostHeader();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpAddress && ((HttpAddress) other).uri.equals(uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}

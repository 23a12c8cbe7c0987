package io.mtlsagent.revocation.fetch;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate says that its status can be had: http and https only, and not more places
 * than anybody needs.
 */
public final class StatusAddresses {

  private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  private static final String FRESHEST_CRL = "2.5.29.46";
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
  private static final int URI = DerReader.CONTEXT + 6;
  private static final int MAX_POINTS = 4;
  private static final int MAX_ALTERNATIVES = 3;

  private StatusAddresses() {}

  /**
   * The CRL distribution points (RFC 5280, section 4.2.1.13), each with the addresses that all hold
   * its list. Points of another CRL issuer are left out. Empty where the extension is missing or
   * malformed.
   */
  static List<List<HttpAddress>> ofLists(X509Certificate certificate) {
    return ofPoints(certificate.getExtensionValue(CRL_DISTRIBUTION_POINTS));
  }

  /** The same for its delta lists (FreshestCRL, RFC 5280, section 4.2.1.15). */
  static List<List<HttpAddress>> ofDeltas(X509Certificate certificate) {
    return ofPoints(certificate.getExtensionValue(FRESHEST_CRL));
  }

  private static List<List<HttpAddress>> ofPoints(byte @Nullable [] extension) {
    if (extension == null) {
      return new ArrayList<>(0);
    }
    try {
      return ofPoints(inside(extension));
    } catch (MalformedDerException e) {
      return new ArrayList<>(0);
    }
  }

  /**
   * The same for the delta lists that a complete one names (RFC 5280, section 5.2.6).
   *
   * @param freshest the value of its extension; may be empty
   */
  static List<List<HttpAddress>> ofDeltas(byte[] freshest) {
    if (freshest.length == 0) {
      return new ArrayList<>(0);
    }
    try {
      return ofPoints(DerReader.of(freshest).enter(DerReader.SEQUENCE));
    } catch (MalformedDerException e) {
      return new ArrayList<>(0);
    }
  }

  private static List<List<HttpAddress>> ofPoints(DerReader points) throws MalformedDerException {
    List<List<HttpAddress>> lists = new ArrayList<>(1);
    while (points.hasMore() && lists.size() < MAX_POINTS) {
      List<HttpAddress> addresses = ofPoint(points.enter(DerReader.SEQUENCE));
      if (!addresses.isEmpty()) {
        lists.add(addresses);
      }
    }
    return lists;
  }

  private static List<HttpAddress> ofPoint(DerReader point) throws MalformedDerException {
    List<HttpAddress> addresses = new ArrayList<>(1);
    if (point.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      DerReader name = point.enter(DerReader.CONTEXT_CONSTRUCTED);
      if (name.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
        DerReader full = name.enter(DerReader.CONTEXT_CONSTRUCTED);
        while (full.hasMore()) {
          addIfHttp(addresses, full);
        }
      }
    }
    if (point.nextIs(DerReader.CONTEXT + 1)) {
      point.skip();
    }
    return point.hasMore() ? new ArrayList<>(0) : addresses;
  }

  /**
   * The OCSP responders that hold the same answer (RFC 5280, section 4.2.2.1). Empty where the
   * extension is missing or malformed.
   */
  public static List<HttpAddress> ofResponders(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
    if (extension == null) {
      return new ArrayList<>(0);
    }
    List<HttpAddress> addresses = new ArrayList<>(1);
    try {
      DerReader descriptions = inside(extension);
      while (descriptions.hasMore()) {
        DerReader description = descriptions.enter(DerReader.SEQUENCE);
        if (description.oid().equals(OCSP)) {
          addIfHttp(addresses, description);
        }
      }
    } catch (MalformedDerException e) {
      return new ArrayList<>(0);
    }
    return addresses;
  }

  private static void addIfHttp(List<HttpAddress> addresses, DerReader names)
      throws MalformedDerException {
    if (!names.nextIs(URI)) {
      names.skip();
      return;
    }
    String text = new String(names.content(URI), StandardCharsets.US_ASCII);
    HttpAddress address = httpOrNull(text);
    if (address != null && addresses.size() < MAX_ALTERNATIVES) {
      addresses.add(address);
    }
  }

  private static @Nullable HttpAddress httpOrNull(String text) {
    try {
      return HttpAddress.parse(text);
    } catch (FetchException e) {
      return null; // ldap, ftp, file and nonsense: as if it were not there
    }
  }

  private static DerReader inside(byte[] extension) throws MalformedDerException {
    return DerReader.of(extension).enter(DerReader.OCTET_STRING).enter(DerReader.SEQUENCE);
  }
}

package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the CRL distribution points of a certificate (RFC 5280, section 4.2.1.13), and the
 * question whether it advertises any source of its revocation status.
 */
final class DistributionPoints {

  private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";

  private DistributionPoints() {}

  /**
   * Each name as its GeneralName in DER; the CRL issuers of the points count as names too. Empty
   * where there is no such extension or it is malformed.
   */
  static List<byte[]> of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(CRL_DISTRIBUTION_POINTS);
    if (extension == null) {
      return new ArrayList<>(0);
    }
    List<byte[]> names = new ArrayList<>();
    try {
      DerReader points = inside(extension);
      while (points.hasMore()) {
        DerReader point = points.enter(DerReader.SEQUENCE);
        if (point.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
          names.addAll(fullNames(point.enter(DerReader.CONTEXT_CONSTRUCTED)));
        }
        if (point.nextIs(DerReader.CONTEXT + 1)) {
          point.skip();
        }
        if (point.nextIs(DerReader.CONTEXT_CONSTRUCTED + 2)) {
          addAll(names, point.enter(DerReader.CONTEXT_CONSTRUCTED + 2));
        }
      }
    } catch (MalformedDerException e) {
      return new ArrayList<>(0);
    }
    return names;
  }

  /** The names of a DistributionPointName, of which only the form {@code fullName} is read. */
  static List<byte[]> fullNames(DerReader name) throws MalformedDerException {
    List<byte[]> names = new ArrayList<>();
    if (!name.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      throw new MalformedDerException(
          "a distribution point is named relative to its issuer, which is not supported");
    }
    addAll(names, name.enter(DerReader.CONTEXT_CONSTRUCTED));
    name.finish();
    return names;
  }

  private static void addAll(List<byte[]> names, DerReader generalNames)
      throws MalformedDerException {
    while (generalNames.hasMore()) {
      names.add(generalNames.element());
    }
  }

  /** Whether the certificate names a place to get a revocation list or an OCSP answer from. */
  static boolean advertisesStatus(X509Certificate certificate) {
    return certificate.getExtensionValue(CRL_DISTRIBUTION_POINTS) != null || namesOcsp(certificate);
  }

  private static boolean namesOcsp(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
    if (extension == null) {
      return false;
    }
    try {
      DerReader descriptions = inside(extension);
      while (descriptions.hasMore()) {
        if (descriptions.enter(DerReader.SEQUENCE).oid().equals(OCSP)) {
          return true;
        }
      }
      return false;
    } catch (MalformedDerException e) {
      // Not readable: as if it named one, so that the status is demanded.
      return true;
    }
  }

  private static DerReader inside(byte[] extension) throws MalformedDerException {
    return DerReader.of(extension).enter(DerReader.OCTET_STRING).enter(DerReader.SEQUENCE);
  }
}

package io.mtlsagent.testing;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;

/** Says in certificates where their status can be had. */
public final class StatusAddress {

  private StatusAddress() {}

  /** With an OCSP responder, or several of them. */
  public static CertificateRecipe responder(CertificateRecipe recipe, String... urls) {
    AccessDescription[] responders = new AccessDescription[urls.length];
    for (int i = 0; i < urls.length; i++) {
      responders[i] = access(X509ObjectIdentifiers.id_ad_ocsp, urls[i]);
    }
    return withAccess(recipe, responders);
  }

  /** With an address of its issuer's certificate. */
  public static CertificateRecipe issuer(CertificateRecipe recipe, String url) {
    return withAccess(recipe, access(X509ObjectIdentifiers.id_ad_caIssuers, url));
  }

  /** With an address that is both. */
  public static CertificateRecipe everywhere(CertificateRecipe recipe, String url) {
    return withAccess(
        recipe,
        access(X509ObjectIdentifiers.id_ad_ocsp, url),
        access(X509ObjectIdentifiers.id_ad_caIssuers, url));
  }

  private static AccessDescription access(ASN1ObjectIdentifier method, String url) {
    return new AccessDescription(
        method, new GeneralName(GeneralName.uniformResourceIdentifier, url));
  }

  private static CertificateRecipe withAccess(
      CertificateRecipe recipe, AccessDescription... descriptions) {
    return recipe.extension(
        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(descriptions));
  }
}

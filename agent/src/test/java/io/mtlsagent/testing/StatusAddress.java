package io.mtlsagent.testing;

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
      responders[i] =
          new AccessDescription(
              X509ObjectIdentifiers.id_ad_ocsp,
              new GeneralName(GeneralName.uniformResourceIdentifier, urls[i]));
    }
    return recipe.extension(
        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(responders));
  }
}

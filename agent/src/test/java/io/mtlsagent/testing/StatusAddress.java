package io.mtlsagent.testing;

import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;

/** Says in certificates where their status can be had. */
public final class StatusAddress {

  private StatusAddress() {}

  /** With an OCSP responder. */
  public static CertificateRecipe responder(CertificateRecipe recipe, String url) {
    return recipe.extension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
            X509ObjectIdentifiers.id_ad_ocsp,
            new GeneralName(GeneralName.uniformResourceIdentifier, url)));
  }
}

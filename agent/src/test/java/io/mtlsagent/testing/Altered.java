package io.mtlsagent.testing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DLSequence;

/** A certificate whose parts are put in place by hand and which is then signed again. */
public final class Altered {

  /** Fields of TBSCertificate (RFC 5280, section 4.1) with an explicit version. */
  public static final int VERSION = 0;

  public static final int SERIAL = 1;
  public static final int ALGORITHM = 2;
  public static final int ISSUER = 3;
  public static final int VALIDITY = 4;
  public static final int SUBJECT = 5;
  public static final int KEY = 6;
  public static final int EXTENSIONS = 7;

  private Altered() {}

  /**
   * Signs other contents with the issuer's EC key.
   *
   * @param change sets fields in the array; a null leaves the field out
   * @throws GeneralSecurityException if the JDK cannot even decode the outcome
   */
  public static X509Certificate of(
      X509Certificate original, KeyPair issuer, Consumer<ASN1Encodable[]> change)
      throws GeneralSecurityException {
    try {
      ASN1Sequence whole = ASN1Sequence.getInstance(original.getEncoded());
      ASN1Encodable[] fields = ASN1Sequence.getInstance(whole.getObjectAt(0)).toArray();
      change.accept(fields);
      ASN1Encodable[] present =
          Arrays.stream(fields).filter(field -> field != null).toArray(ASN1Encodable[]::new);
      DLSequence body = new DLSequence(present);
      byte[] signed = sign(issuer.getPrivate(), body.getEncoded("DL"));
      DLSequence made =
          new DLSequence(
              new ASN1Encodable[] {body, whole.getObjectAt(1), new DERBitString(signed)});
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(made.getEncoded("DL")));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }
}

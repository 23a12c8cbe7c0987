package io.mtlsagent.authorization;

import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;

/** An extension's value that need not follow any syntax. */
final class RawBytes extends ASN1Object {

  private final byte[] content;

  RawBytes(byte[] content) {
    this.content = content;
  }

  @Override
  public byte[] getEncoded(String encoding) {
    return content.clone();
  }

  @Override
  public byte[] getEncoded() {
    return content.clone();
  }

  @Override
  public ASN1Primitive toASN1Primitive() {
    return new DEROctetString(content);
  }
}

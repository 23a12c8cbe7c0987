package io.mtlsagent.authorization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.util.encoders.Hex;

/** Writes names with values of any ASN.1 type as text, in the {@code #} form of RFC 2253. */
final class Encoded {

  private Encoded() {}

  static String name(RDN... relative) throws IOException {
    List<String> names = new ArrayList<>();
    for (RDN one : relative) {
      List<String> attributes = new ArrayList<>();
      for (AttributeTypeAndValue attribute : one.getTypesAndValues()) {
        byte[] value = attribute.getValue().toASN1Primitive().getEncoded();
        attributes.add(attribute.getType().getId() + "=#" + Hex.toHexString(value));
      }
      names.add(String.join("+", attributes));
    }
    return String.join(",", names);
  }
}

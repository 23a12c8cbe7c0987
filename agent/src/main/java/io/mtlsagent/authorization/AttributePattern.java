package io.mtlsagent.authorization;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * {@code CN=}, {@code OU=}, {@code O=}: the whole value of an attribute of the subject, as its DER
 * says it. Case counts where it lets in.
 *
 * <p>A certificate with several common names is let in by none of them: libraries disagree on which
 * one is meant, and a second one is the classic way past a careless certificate authority. Several
 * units or organisations are ordinary, and any of them counts.
 */
final class AttributePattern implements PeerPattern {

  private final ASN1ObjectIdentifier type;
  private final String value;

  AttributePattern(ASN1ObjectIdentifier type, String value) {
    this.type = type;
    this.value = value;
  }

  @Override
  public boolean covers(PeerNames peer) {
    List<String> values = peer.attribute(type);
    boolean ambiguous = type.equals(BCStyle.CN) && values.size() > 1;
    return !ambiguous && values.contains(value);
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (String found : peer.attribute(type)) {
      // X.520 compares without regard to case and to blanks at the ends.
      if (found.trim().equalsIgnoreCase(value.trim())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean canRead(PeerNames peer) {
    for (String found : peer.attribute(type)) {
      if (UserName.hasForbiddenCharacter(found)) {
        return false;
      }
    }
    return true;
  }
}

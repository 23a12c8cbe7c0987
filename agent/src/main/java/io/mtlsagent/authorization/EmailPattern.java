package io.mtlsagent.authorization;

/**
 * {@code EMAIL:}: a mailbox among the subject alternative names. The case of the host does not
 * count, that of the local part does where it lets in (RFC 5280, section 7.5).
 */
final class EmailPattern implements PeerPattern {

  private final String address;

  EmailPattern(String address) {
    this.address = address;
  }

  @Override
  public boolean covers(PeerNames peer) {
    int at = address.lastIndexOf('@');
    for (String found : peer.alternatives().texts(AlternativeNames.Type.EMAIL)) {
      if (AsciiText.equalsIgnoreCase(found, address)
          && found.substring(0, at).equals(address.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (String found : peer.alternatives().texts(AlternativeNames.Type.EMAIL)) {
      if (AsciiText.equalsIgnoreCase(found, address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean canRead(PeerNames peer) {
    AlternativeNames names = peer.alternatives();
    return names.isReadable() && !names.hasOddText(AlternativeNames.Type.EMAIL);
  }
}

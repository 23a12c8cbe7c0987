package io.mtlsagent.authorization;

/** {@code URI:} with another scheme than SPIFFE's: a whole URI among the alternative names. */
final class UriPattern implements PeerPattern {

  private final String uri;

  UriPattern(String uri) {
    this.uri = uri;
  }

  @Override
  public boolean covers(PeerNames peer) {
    return peer.alternatives().texts(AlternativeNames.Type.URI).contains(uri);
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (String found : peer.alternatives().texts(AlternativeNames.Type.URI)) {
      if (AsciiText.equalsIgnoreCase(found, uri)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean canRead(PeerNames peer) {
    AlternativeNames names = peer.alternatives();
    return names.isReadable() && !names.hasOddText(AlternativeNames.Type.URI);
  }
}

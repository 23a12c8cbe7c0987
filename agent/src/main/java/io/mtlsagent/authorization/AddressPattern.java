package io.mtlsagent.authorization;

import io.mtlsagent.config.IpLiteral;
import io.mtlsagent.config.Network;

/**
 * {@code IP:}: an address among the subject alternative names, or one in a block (RFC 4632). It is
 * the address in the certificate, not the one that the peer connects from.
 */
final class AddressPattern implements PeerPattern {

  private final Network network;

  AddressPattern(Network network) {
    this.network = network;
  }

  @Override
  public boolean covers(PeerNames peer) {
    for (byte[] address : peer.alternatives().values(AlternativeNames.Type.IP)) {
      if (isAddress(address) && network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (byte[] address : peer.alternatives().values(AlternativeNames.Type.IP)) {
      if (network.contains(address) || network.contains(IpLiteral.unmapped(address))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean canRead(PeerNames peer) {
    for (byte[] address : peer.alternatives().values(AlternativeNames.Type.IP)) {
      if (!isAddress(address)) {
        return false;
      }
    }
    return peer.alternatives().isReadable();
  }

  private static boolean isAddress(byte[] address) {
    return address.length == 4 || address.length == 16;
  }
}

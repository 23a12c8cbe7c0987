package io.mtlsagent.authorization;

import org.jspecify.annotations.Nullable;

/** {@code USER:}: the whole user name that {@code user.rules} makes of a client's certificate. */
final class UserPattern implements PeerPattern {

  private final String name;

  UserPattern(String name) {
    this.name = name;
  }

  @Override
  public boolean covers(PeerNames peer) {
    return name.equals(peer.user());
  }

  @Override
  public boolean touches(PeerNames peer) {
    @Nullable String user = peer.user();
    return user != null && name.equalsIgnoreCase(user);
  }

  @Override
  public boolean canRead(PeerNames peer) {
    return true;
  }
}

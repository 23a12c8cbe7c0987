package io.mtlsagent.authorization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code URI:spiffe://...}: the SPIFFE ID of the peer. The trust domain is compared whole; in the
 * path {@code *} stands for one segment and {@code **} for one or more.
 *
 * <p>A certificate with a SPIFFE ID has no other URI (X509-SVID standard, section 2): one with
 * several is let in by none.
 */
final class SpiffePattern implements PeerPattern {

  private static final String ANY = "*";
  private static final String MANY = "**";

  private final SpiffeId id;

  /**
   * @param id read by {@link SpiffeId#parsePattern}
   */
  SpiffePattern(SpiffeId id) {
    this.id = id;
  }

  @Override
  public boolean covers(PeerNames peer) {
    AlternativeNames names = peer.alternatives();
    if (names.values(AlternativeNames.Type.URI).size() != 1) {
      return false;
    }
    for (String uri : names.texts(AlternativeNames.Type.URI)) {
      if (matches(SpiffeId.parse(uri), 1)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (String uri : peer.alternatives().texts(AlternativeNames.Type.URI)) {
      if (matches(SpiffeId.parse(uri), 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(@Nullable SpiffeId found, int leastOfMany) {
    return found != null
        && found.trustDomain().equals(id.trustDomain())
        && matches(id.segments(), found.segments(), leastOfMany);
  }

  /** Takes at most as many steps as the two lengths multiplied. */
  private static boolean matches(List<String> pattern, List<String> path, int leastOfMany) {
    int p = 0;
    int s = 0;
    int afterMany = -1;
    int resume = 0;
    while (s < path.size()) {
      if (p < pattern.size() && pattern.get(p).equals(MANY)) {
        afterMany = ++p;
        s += leastOfMany;
        resume = s;
      } else if (p < pattern.size()
          && (pattern.get(p).equals(ANY) || pattern.get(p).equals(path.get(s)))) {
        p++;
        s++;
      } else if (afterMany >= 0) {
        p = afterMany;
        s = ++resume;
      } else {
        return false;
      }
    }
    while (leastOfMany == 0 && p < pattern.size() && pattern.get(p).equals(MANY)) {
      p++;
    }
    return s == path.size() && p == pattern.size();
  }

  @Override
  public boolean canRead(PeerNames peer) {
    AlternativeNames names = peer.alternatives();
    if (!names.isReadable() || names.hasOddText(AlternativeNames.Type.URI)) {
      return false;
    }
    for (String uri : names.texts(AlternativeNames.Type.URI)) {
      if (AsciiText.startsWithIgnoreCase(uri, "spiffe:") && SpiffeId.parse(uri) == null) {
        return false;
      }
    }
    return true;
  }
}

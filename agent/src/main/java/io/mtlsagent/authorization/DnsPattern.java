package io.mtlsagent.authorization;

import java.util.List;

/**
 * {@code DNS:}: a DNS name among the subject alternative names, whatever its case (RFC 4343). A
 * {@code *} as the whole leftmost label stands for exactly one label.
 *
 * <p>A certificate may hold a wildcard too. It is let in only by the same wildcard, since it could
 * be shown by the holder of any name below it; and it is kept out by any name that it covers.
 */
final class DnsPattern implements PeerPattern {

  static final String WILDCARD = "*.";
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  private final String name;

  /**
   * @param name fit by {@link #isNameOrWildcard}
   */
  DnsPattern(String name) {
    this.name = name;
  }

  /** Whether a text is a host name without a dot at its end, or a wildcard before one. */
  static boolean isNameOrWildcard(String text) {
    String name = text.startsWith(WILDCARD) ? text.substring(WILDCARD.length()) : text;
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (character == '.' && label > 0) {
        label = 0;
      } else if (AsciiText.isLetter(character)
          || AsciiText.isDigit(character)
          || character == '-'
          || character == '_') {
        label++;
      } else {
        return false;
      }
      if (label > LONGEST_LABEL) {
        return false;
      }
    }
    return label > 0 && name.length() <= LONGEST_NAME;
  }

  @Override
  public boolean covers(PeerNames peer) {
    for (String found : names(peer)) {
      boolean fit = isNameOrWildcard(found);
      if (fit && (AsciiText.equalsIgnoreCase(name, found) || isBelow(name, found))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean touches(PeerNames peer) {
    for (String found : names(peer)) {
      if (AsciiText.equalsIgnoreCase(name, found) || isBelow(name, found) || isBelow(found, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is one label below a wildcard. */
  private static boolean isBelow(String wildcard, String name) {
    int dot = name.indexOf('.');
    return wildcard.startsWith(WILDCARD)
        && !name.startsWith(WILDCARD)
        && dot > 0
        && AsciiText.equalsIgnoreCase(wildcard.substring(1), name.substring(dot));
  }

  private static List<String> names(PeerNames peer) {
    return peer.alternatives().texts(AlternativeNames.Type.DNS);
  }

  @Override
  public boolean canRead(PeerNames peer) {
    AlternativeNames names = peer.alternatives();
    if (!names.isReadable() || names.hasOddText(AlternativeNames.Type.DNS)) {
      return false;
    }
    for (String found : names(peer)) {
      if (!isNameOrWildcard(found)) {
        return false;
      }
    }
    return true;
  }
}

package io.mtlsagent.authorization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SPIFFE ID (SPIFFE-ID standard, section 2): scheme and trust domain in lower case, no user
 * information, port, query or fragment, path segments of letters, digits, {@code . _ -}, none of
 * them empty, {@code .} or {@code ..}. Nothing is decoded or normalised: what is spelt otherwise is
 * no SPIFFE ID.
 */
final class SpiffeId {

  static final String SCHEME = "spiffe://";
  private static final int LONGEST = 2048;
  private static final int LONGEST_TRUST_DOMAIN = 255;

  private final String trustDomain;
  private final List<String> segments;

  private SpiffeId(String trustDomain, List<String> segments) {
    this.trustDomain = trustDomain;
    this.segments = segments;
  }

  /** Null where the text is no SPIFFE ID. */
  static @Nullable SpiffeId parse(String text) {
    return read(text, false);
  }

  /** As {@link #parse}, but a segment may also be {@code *} or {@code **}. */
  static @Nullable SpiffeId parsePattern(String text) {
    return read(text, true);
  }

  private static @Nullable SpiffeId read(String text, boolean wildcards) {
    if (!text.startsWith(SCHEME) || text.length() > LONGEST) {
      return null;
    }
    int slash = text.indexOf('/', SCHEME.length());
    String trustDomain = text.substring(SCHEME.length(), slash < 0 ? text.length() : slash);
    if (!isTrustDomain(trustDomain)) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    while (slash >= 0) {
      int next = text.indexOf('/', slash + 1);
      String segment = text.substring(slash + 1, next < 0 ? text.length() : next);
      boolean wildcard = wildcards && (segment.equals("*") || segment.equals("**"));
      if (!wildcard && !isSegment(segment)) {
        return null;
      }
      segments.add(segment);
      slash = next;
    }
    return new SpiffeId(trustDomain, Collections.unmodifiableList(segments));
  }

  private static boolean isTrustDomain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (!AsciiText.isLowerLetter(character) && !isDigitOrSign(character)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_TRUST_DOMAIN;
  }

  private static boolean isSegment(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (!AsciiText.isLetter(character) && !isDigitOrSign(character)) {
        return false;
      }
    }
    return !text.isEmpty() && !text.equals(".") && !text.equals("..");
  }

  private static boolean isDigitOrSign(char character) {
    return AsciiText.isDigit(character) || character == '.' || character == '-' || character == '_';
  }

  String trustDomain() {
    return trustDomain;
  }

  /** The parts of the path; empty for the trust domain itself. */
  List<String> segments() {
    return segments;
  }
}

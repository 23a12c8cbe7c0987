package io.mtlsagent.cli.terminal;

/**
 * Makes texts from a log harmless and honest: what would steer a terminal, end a line, or hide or
 * reorder text is shown as an escape, such as {@code \u202E}.
 */
public final class VisibleText {

  private VisibleText() {}

  /** The text, at its full length. */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      int size = Character.charCount(codePoint);
      if (isHidden(codePoint)) {
        for (int k = i; k < i + size; k++) {
          escape(visible, text.charAt(k));
        }
      } else {
        visible.appendCodePoint(codePoint);
      }
      i += size;
    }
    return visible.toString();
  }

  /** The text, cut so that it has no more characters than the limit. */
  public static String of(String text, int limit) {
    String visible = of(text);
    if (visible.codePointCount(0, visible.length()) <= limit) {
      return visible;
    }
    return visible.substring(0, visible.offsetByCodePoints(0, Math.max(0, limit - 3))) + "...";
  }

  private static boolean isHidden(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
        return true;
      case Character.SPACE_SEPARATOR:
        return codePoint != ' ';
      default:
        // Letters without a shape of their own.
        return codePoint == 0x115F
            || codePoint == 0x1160
            || codePoint == 0x3164
            || codePoint == 0xFFA0
            || codePoint == 0x2800
            || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
    }
  }

  private static void escape(StringBuilder target, char c) {
    target.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      target.append(Character.toUpperCase(Character.forDigit((c >> shift) & 0xF, 16)));
    }
  }
}

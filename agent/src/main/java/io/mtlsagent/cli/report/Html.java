package io.mtlsagent.cli.report;

import io.mtlsagent.cli.terminal.VisibleText;

/**
 * Builds a page of HTML, or of SVG within it. Texts and the values of attributes may come from
 * anywhere: every one is made visible and escaped. Names of tags and attributes are constants.
 */
final class Html {

  private final StringBuilder page = new StringBuilder();

  Html() {
    page.append("<!DOCTYPE html>\n");
  }

  /** Opens an element; the attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    page.append('>');
    return this;
  }

  Html close(String tag) {
    page.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element without content that has no end in HTML, such as meta. */
  Html single(String tag, String... attributes) {
    start(tag, attributes);
    page.append(">\n");
    return this;
  }

  /** An element of SVG without content. */
  Html shape(String tag, String... attributes) {
    start(tag, attributes);
    page.append("/>\n");
    return this;
  }

  /** An element that holds a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html text(String text) {
    escape(VisibleText.of(text));
    return this;
  }

  /** A name with many parts, which may be broken after each comma. */
  Html breakable(String text) {
    String rest = VisibleText.of(text);
    int comma = rest.indexOf(',');
    while (comma >= 0) {
      escape(rest.substring(0, comma + 1));
      page.append("<wbr>");
      rest = rest.substring(comma + 1);
      comma = rest.indexOf(',');
    }
    escape(rest);
    return this;
  }

  /** The content of a style element: a resource of ours, in which nothing can be escaped. */
  Html style(String css) {
    if (css.contains("</")) {
      throw new IllegalArgumentException("a style sheet that ends its element");
    }
    page.append("<style>").append(css).append("</style>\n");
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }

  private void start(String tag, String... attributes) {
    page.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]).append("=\"");
      escape(VisibleText.of(attributes[i + 1]));
      page.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&':
          page.append("&amp;");
          break;
        case '<':
          page.append("&lt;");
          break;
        case '>':
          page.append("&gt;");
          break;
        case '"':
          page.append("&quot;");
          break;
        case '\'':
          page.append("&#39;");
          break;
        default:
          page.append(c);
      }
    }
  }
}

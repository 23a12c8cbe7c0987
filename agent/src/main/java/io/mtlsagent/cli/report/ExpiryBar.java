package io.mtlsagent.cli.report;

/** Draws how long a certificate still lasts. */
final class ExpiryBar {

  /** What lasts longer fills the bar: renewal is no matter of this year. */
  private static final long FULL = 365 * Moments.DAY;

  private static final double WIDTH = 220;

  private ExpiryBar() {}

  static void draw(Expiry expiry, long now, Html html) {
    long left = expiry.millisLeft(now);
    // The square root, since days matter at the near end and months at the far one.
    double part = left <= 0 ? 1 : Math.sqrt(Math.min(1, (double) left / FULL));
    html.open(
        "svg",
        "class",
        "expiry",
        "role",
        "img",
        "aria-label",
        expiry.remaining(now),
        "viewBox",
        "0 0 " + Svg.at(WIDTH) + " 10");
    html.shape(
        "rect",
        "class",
        "track",
        "x",
        "0",
        "y",
        "0",
        "width",
        Svg.at(WIDTH),
        "height",
        "10",
        "rx",
        "5");
    html.shape(
        "rect",
        "class",
        style(expiry, left),
        "x",
        "0",
        "y",
        "0",
        "width",
        Svg.at(Math.max(10, WIDTH * part)),
        "height",
        "10",
        "rx",
        "5");
    html.close("svg");
  }

  static String style(Expiry expiry, long left) {
    if (expiry.isSuperseded()) {
      return "past";
    }
    return left < 7 * Moments.DAY ? "no" : left < 30 * Moments.DAY ? "would" : "good";
  }
}

package io.mtlsagent.cli.report;

import io.mtlsagent.cli.terminal.VisibleText;
import java.util.Locale;

/** Numbers and texts as a drawing needs them. */
final class Svg {

  private Svg() {}

  /** A coordinate with one decimal. */
  static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A text of at most so many characters. */
  static String fitting(String text, int characters) {
    return VisibleText.of(text, characters);
  }

  /** The class of an outcome, by which the style sheet colours it. */
  static String styleOf(Outcome outcome) {
    return outcome == Outcome.ACCEPTED ? "ok" : outcome == Outcome.WOULD_REJECT ? "would" : "no";
  }

  /** The class of the worst outcome in a tally. */
  static String styleOf(Tally tally) {
    return tally.count(Outcome.WOULD_REJECT) > 0
        ? "would"
        : tally.count(Outcome.REJECTED) > 0 ? "no" : "ok";
  }

  /** The numbers of a tally in few words. */
  static String words(Tally tally) {
    long total = tally.total();
    long would = tally.count(Outcome.WOULD_REJECT);
    long rejected = tally.count(Outcome.REJECTED);
    if (would > 0) {
      return Moments.number(would) + " of " + Moments.number(total) + " would be refused";
    }
    if (rejected > 0) {
      return Moments.number(rejected) + " of " + Moments.number(total) + " refused";
    }
    return Moments.number(total) + " accepted";
  }
}

package io.mtlsagent.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Draws accepts upwards and refusals downwards over time, each on a scale of its own: a few
 * refusals among a million accepts are what one looks for.
 */
final class TimelineChart {

  private static final double WIDTH = 1120;
  private static final double LEFT = 64;
  private static final double RIGHT = 8;
  private static final double TOP = 12;
  private static final double UP = 150;
  private static final double DOWN = 84;
  private static final double AXIS = 26;
  private static final double WIDEST_BAR = 28;
  private static final int TICKS = 9;
  private static final long[] STEPS = {
    5 * 60_000,
    15 * 60_000,
    Moments.HOUR,
    3 * Moments.HOUR,
    6 * Moments.HOUR,
    12 * Moments.HOUR,
    Moments.DAY,
    2 * Moments.DAY,
    7 * Moments.DAY,
    28 * Moments.DAY,
    91 * Moments.DAY
  };

  private static final DateTimeFormatter DAYS =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOURS =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Timeline timeline;
  private final Html html;
  private final double pitch;

  private TimelineChart(Timeline timeline, Html html) {
    this.timeline = timeline;
    this.html = html;
    this.pitch = (WIDTH - LEFT - RIGHT) / Math.max(1, timeline.size());
  }

  static void draw(Timeline timeline, Html html) {
    new TimelineChart(timeline, html).draw();
  }

  private void draw() {
    long mostAccepted = 0;
    long mostRefused = 0;
    for (int i = 0; i < timeline.size(); i++) {
      mostAccepted = Math.max(mostAccepted, timeline.count(i, Outcome.ACCEPTED));
      mostRefused = Math.max(mostRefused, refused(i));
    }
    long up = rounded(mostAccepted);
    long down = rounded(mostRefused);
    html.open(
        "svg",
        "class",
        "picture",
        "role",
        "img",
        "aria-labelledby",
        "time-title time-text",
        "viewBox",
        "0 0 " + Svg.at(WIDTH) + " " + Svg.at(TOP + UP + DOWN + AXIS));
    html.element("title", "Accepted and refused connections over time", "id", "time-title");
    html.element(
        "desc",
        "At most "
            + Moments.number(mostAccepted)
            + " accepted and "
            + Moments.number(mostRefused)
            + " refused connections in "
            + Moments.length(timeline.length()),
        "id",
        "time-text");
    grid(up, down);
    for (int i = 0; i < timeline.size(); i++) {
      interval(i, up, down);
    }
    ticks();
    html.close("svg");
  }

  private long refused(int i) {
    return timeline.count(i, Outcome.WOULD_REJECT) + timeline.count(i, Outcome.REJECTED);
  }

  /** The next round number. */
  private static long rounded(long most) {
    long step = 1;
    while (step * 10 < most) {
      step *= 10;
    }
    long factor = -Math.floorDiv(-most, step);
    return Math.max(1, factor * step);
  }

  private void grid(long up, long down) {
    gridLine(TOP, Moments.number(up), "grid");
    gridLine(TOP + UP / 2, up % 2 == 0 ? Moments.number(up / 2) : "", "grid");
    gridLine(TOP + UP, "0", "base");
    gridLine(TOP + UP + DOWN, Moments.number(down), "grid");
    sideways("accepted", TOP + UP / 2);
    sideways("refused", TOP + UP + DOWN / 2);
  }

  private void gridLine(double y, String label, String kind) {
    html.shape(
        "line",
        "class",
        kind,
        "x1",
        Svg.at(LEFT),
        "x2",
        Svg.at(WIDTH - RIGHT),
        "y1",
        Svg.at(y),
        "y2",
        Svg.at(y));
    html.element("text", label, "class", "scale end", "x", Svg.at(LEFT - 8), "y", Svg.at(y + 4));
  }

  private void sideways(String word, double y) {
    html.element(
        "text",
        word,
        "class",
        "scale middle",
        "transform",
        "translate(12 " + Svg.at(y) + ") rotate(-90)");
  }

  private void interval(int i, long up, long down) {
    long accepted = timeline.count(i, Outcome.ACCEPTED);
    long would = timeline.count(i, Outcome.WOULD_REJECT);
    long rejected = timeline.count(i, Outcome.REJECTED);
    if (accepted + would + rejected == 0) {
      return;
    }
    html.open("g", "class", "bar");
    html.element(
        "title",
        Moments.minutes(timeline.start(i))
            + ", "
            + Moments.length(timeline.length())
            + ": "
            + Moments.number(accepted)
            + " accepted, "
            + Moments.number(would)
            + " would be refused, "
            + Moments.number(rejected)
            + " refused");
    double base = TOP + UP;
    double acceptedHeight = height(accepted, up, UP);
    double wouldHeight = height(would, down, DOWN);
    bar(i, base - acceptedHeight, acceptedHeight, Outcome.ACCEPTED);
    bar(i, base, wouldHeight, Outcome.WOULD_REJECT);
    bar(i, base + wouldHeight, height(rejected, down, DOWN), Outcome.REJECTED);
    html.close("g");
  }

  /** One is never too few to be seen. */
  private static double height(long count, long scale, double room) {
    return count == 0 ? 0 : Math.max(1.5, room * count / scale);
  }

  private void bar(int i, double y, double height, Outcome outcome) {
    if (height > 0) {
      double wide = Math.min(WIDEST_BAR, Math.max(1, pitch - Math.min(2, pitch / 4)));
      html.shape(
          "rect",
          "class",
          Svg.styleOf(outcome),
          "x",
          Svg.at(LEFT + pitch * i + (pitch - wide) / 2),
          "y",
          Svg.at(y),
          "width",
          Svg.at(wide),
          "height",
          Svg.at(height));
    }
  }

  private void ticks() {
    long step = step();
    long begin = timeline.start(0);
    long end = timeline.start(timeline.size());
    double y = TOP + UP + DOWN;
    for (long time = -Math.floorDiv(-begin, step) * step; time < end; time += step) {
      double x = LEFT + pitch * (time - begin) / timeline.length();
      html.shape(
          "line",
          "class",
          "base",
          "x1",
          Svg.at(x),
          "x2",
          Svg.at(x),
          "y1",
          Svg.at(y),
          "y2",
          Svg.at(y + 5));
      html.element(
          "text",
          (step >= Moments.DAY ? DAYS : HOURS).format(Instant.ofEpochMilli(time)),
          "class",
          "scale middle",
          "x",
          Svg.at(Math.max(LEFT + 20, Math.min(x, WIDTH - RIGHT - 40))),
          "y",
          Svg.at(y + 19));
    }
  }

  /** The shortest of the usual steps that leaves room for the labels. */
  private long step() {
    long whole = timeline.length() * timeline.size();
    for (long step : STEPS) {
      if (whole / step <= TICKS) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1] * Math.max(1, whole / STEPS[STEPS.length - 1] / TICKS);
  }
}

package io.mtlsagent.it.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What two processes that take turns take for the same commands. */
final class Comparison {

  private static final double NANOS_PER_MICRO = 1e3;

  private final Map<String, Pair> measured = new LinkedHashMap<>();

  /** The costs of both, for one unit of the command's count. */
  private record Pair(int count, Cost agent, Cost stock) {}

  /** Gives both the same command, each first in every other round. */
  void measure(String command, int count, LoopProcess agent, LoopProcess stock, int rounds)
      throws IOException {
    Pair pair = measured.computeIfAbsent(command, any -> new Pair(count, new Cost(), new Cost()));
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        agent.measure(command + " " + count, pair.agent);
        stock.measure(command + " " + count, pair.stock);
      } else {
        stock.measure(command + " " + count, pair.stock);
        agent.measure(command + " " + count, pair.agent);
      }
    }
  }

  void print(String unit) {
    System.out.println(
        "                               agent          stock          ratio agent / stock");
    System.out.printf(
        "  %-16s             median least   median least   of medians, of leasts, of rounds%n",
        unit);
    measured.forEach(
        (command, pair) -> {
          row(command, "processors", pair.agent.processor, pair.stock.processor, pair.count);
          row("", "clock", pair.agent.clock, pair.stock.clock, pair.count);
        });
  }

  private static void row(String name, String by, Samples ours, Samples theirs, int count) {
    double unit = NANOS_PER_MICRO * count;
    System.out.printf(
        Locale.ROOT,
        "  %-16s %-10s %8.0f %5.0f %8.0f %5.0f %8.3f %11.3f %10.3f%n",
        name,
        by,
        ours.median() / unit,
        ours.least() / unit,
        theirs.median() / unit,
        theirs.least() / unit,
        ours.median() / theirs.median(),
        ours.least() / theirs.least(),
        ours.over(theirs).median());
  }
}

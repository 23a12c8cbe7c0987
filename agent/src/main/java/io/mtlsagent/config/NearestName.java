package io.mtlsagent.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody meant who wrote another one. */
final class NearestName {

  private NearestName() {}

  /** The candidate that differs least; null where all differ in more than half of their letters. */
  static @Nullable String of(String written, Collection<String> candidates) {
    @Nullable String nearest = null;
    int least = Integer.MAX_VALUE;
    String lower = AsciiCase.lower(written);
    for (String candidate : candidates) {
      int distance = distance(lower, AsciiCase.lower(candidate));
      if (distance < least && distance <= Math.max(written.length(), candidate.length()) / 2) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /**
   * Damerau-Levenshtein distance (optimal string alignment): how many letters must be inserted,
   * dropped, replaced or swapped with their neighbour.
   */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = cost[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1 && j > 1 && isSwap(a, i, b, j)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}

package io.mtlsagent.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that were cut off while they were written. One is held to be torn when the
 * chain goes on from it. The line after it may be torn as well, before it tells from which line it
 * goes on: the agent was killed once more while it wrote that a line was torn. Then both must be
 * what a write leaves that was not finished, the beginning of an object.
 */
final class TornLines {

  private static final int PLACES = 10;

  private final List<String> places = new ArrayList<>();
  private long count;
  private long gaps;

  /** Lines, one after the other, of which the chain has not shown yet that they belong to it. */
  private long pending;

  private long pendingGaps;
  private @Nullable AuditProblem first;
  private @Nullable LinePlace last;
  private boolean lastIsBeginning;

  /** How many there are; one at the very end of the log does not count. */
  long count() {
    return count;
  }

  /** The first of them, as {@code FILE:LINE}. */
  List<String> places() {
    int known = (int) Math.min(count, places.size());
    return Collections.unmodifiableList(new ArrayList<>(places.subList(0, known)));
  }

  /** Those of them that do not tell which line stood before. */
  long gaps() {
    return gaps;
  }

  /** A line that is no whole one, or has no newline; what comes next tells whether it was torn. */
  void add(LinePlace place, LineFacts facts, boolean firstOfLog) {
    if (pending == 0) {
      first = facts.fault() == null ? null : place.notJson(facts);
    }
    pending++;
    pendingGaps += facts.previousHash() == null && !firstOfLog ? 1 : 0;
    last = place;
    lastIsBeginning = facts.isCut() || facts.fault() == null;
    if (places.size() < PLACES) {
      places.add(place.toString());
    }
  }

  boolean isPending() {
    return pending > 0;
  }

  /** Whether a line that does not tell which line it goes on from can stand here. */
  boolean mayBeFollowedBy(LineFacts facts) {
    return pending == 0 || (lastIsBeginning && facts.isCut());
  }

  /** A line goes on from the last one: they were torn, and kept. */
  void bound() {
    count += pending;
    gaps += pendingGaps;
    pending = 0;
    pendingGaps = 0;
    first = null;
  }

  /** What is wrong where no line goes on from the last one: that one, if it is no whole line. */
  AuditProblem orElse(AuditProblem problem) {
    return first == null ? problem : first;
  }

  /** What is wrong with the last line of the log; the others before it were torn. */
  @Nullable AuditProblem atTheEnd() {
    if (last == null || pending == 0) {
      return null;
    }
    if (last.isEnded() && !lastIsBeginning) {
      return first;
    }
    count += pending - 1;
    gaps += pendingGaps;
    return last.tornLastLine();
  }
}

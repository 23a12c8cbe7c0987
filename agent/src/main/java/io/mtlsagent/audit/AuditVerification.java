package io.mtlsagent.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link AuditVerifier} found in a log. */
public final class AuditVerification {

  private final long lines;
  private final long tornLines;
  private final List<String> tornAt;
  private final long gaps;
  private final boolean complete;
  private final @Nullable AuditProblem problem;

  AuditVerification(long lines, TornLines torn, boolean complete, @Nullable AuditProblem problem) {
    this.lines = lines;
    this.tornLines = torn.count();
    this.tornAt = torn.places();
    this.gaps = torn.gaps();
    this.complete = complete;
    this.problem = problem;
  }

  /** How many lines there are, torn ones and those after a problem included. */
  public long lines() {
    return lines;
  }

  /**
   * Lines that were cut off while they were written and then kept: the chain goes on over them, and
   * an {@code audit-dropped} line follows, which may be torn itself. No problem by themselves. One
   * at the very end of the log is a {@link #problem}, and not among them.
   */
  public long tornLines() {
    return tornLines;
  }

  /** Where the first torn lines are, as {@code FILE:LINE}. */
  public List<String> tornAt() {
    return tornAt;
  }

  /**
   * Torn lines that were cut off before their {@code previous_hash}: nothing shows whether the
   * lines just before them are those that were there.
   */
  public long gaps() {
    return gaps;
  }

  /** Whether the chain begins with the first line; else older files are missing (rotated away). */
  public boolean beginsAtOrigin() {
    return complete;
  }

  /** The first thing that is wrong, if any. */
  public Optional<AuditProblem> problem() {
    return Optional.ofNullable(problem);
  }
}

package io.mtlsagent.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link AuditVerifier} found in a log. */
public final class AuditVerification {

  private final long lines;
  private final long tornLines;
  private final boolean complete;
  private final @Nullable AuditProblem problem;

  AuditVerification(long lines, long tornLines, boolean complete, @Nullable AuditProblem problem) {
    this.lines = lines;
    this.tornLines = tornLines;
    this.complete = complete;
    this.problem = problem;
  }

  /** How many lines there are, torn ones and those after a problem included. */
  public long lines() {
    return lines;
  }

  /**
   * Lines that were cut off while they were written and then kept: the chain goes on over them, and
   * an {@code audit-dropped} line follows. No problem by themselves.
   */
  public long tornLines() {
    return tornLines;
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

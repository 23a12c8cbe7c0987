package io.mtlsagent.audit;

import java.util.Objects;

/** The audit log cannot be opened: where, why, and what to do. */
public final class AuditOpenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;
  private final String mend;

  AuditOpenException(String path, String problem, String mend) {
    super(path + ": audit.file: " + problem + ". " + mend + ".");
    this.path = Objects.requireNonNull(path, "path");
    this.problem = Objects.requireNonNull(problem, "problem");
    this.mend = Objects.requireNonNull(mend, "mend");
  }

  /** The file that cannot be opened. */
  public String path() {
    return path;
  }

  /** What is wrong, as part of a sentence and without a full stop. */
  public String problem() {
    return problem;
  }

  /** What to do, in the imperative and without a full stop. */
  public String mend() {
    return mend;
  }
}

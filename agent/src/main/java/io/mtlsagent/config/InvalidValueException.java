package io.mtlsagent.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that its key does not allow, before it is known which file and line it came from. */
final class InvalidValueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable String part;
  private final String problem;
  private final String mend;

  /**
   * @param part the part of the value that is wrong; null where the problem says it all
   * @param problem what is wrong, to be read after the part, and free of secrets
   * @param mend what to do, in the imperative, without a full stop
   */
  InvalidValueException(@Nullable String part, String problem, String mend) {
    super(problem, null, false, false);
    this.part = part;
    this.problem = Objects.requireNonNull(problem, "problem");
    this.mend = Objects.requireNonNull(mend, "mend");
  }

  @Nullable String part() {
    return part;
  }

  String problem() {
    return problem;
  }

  String mend() {
    return mend;
  }
}

package io.mtlsagent.revocation.fetch;

import java.io.IOException;

/** Something could not be fetched, or what came is not usable. */
public final class FetchException extends IOException {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    HOST_FAILED,
    REQUEST_REFUSED,
    UNUSABLE
  }

  private final Kind kind;

  private FetchException(String problem, Kind kind) {
    super(problem);
    this.kind = kind;
  }

  /**
   * The host does not work, and most likely will not for another question either.
   *
   * @param problem what is wrong, as part of a sentence and without a full stop
   */
  public static FetchException hostFailed(String problem) {
    return new FetchException(problem, Kind.HOST_FAILED);
  }

  /**
   * This one answer is not usable.
   *
   * @param problem what is wrong, as part of a sentence and without a full stop
   */
  public static FetchException unusable(String problem) {
    return new FetchException(problem, Kind.UNUSABLE);
  }

  /** The server works, but does not take the request in this form. */
  static FetchException requestRefused(String problem) {
    return new FetchException(problem, Kind.REQUEST_REFUSED);
  }

  /** Whether the host does not work, as far as can be told. */
  public boolean isHostsFault() {
    return kind == Kind.HOST_FAILED;
  }

  /** Whether the same may be asked in another way. */
  public boolean isRefusedRequest() {
    return kind == Kind.REQUEST_REFUSED;
  }
}

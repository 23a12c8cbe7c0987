package io.mtlsagent.authorization;

/** What lists of peers say about one peer, and which entry decided. */
public final class Access {

  private enum Outcome {
    UNLISTED,
    ALLOWED,
    DENIED,
    UNREADABLE,
    NOT_ALLOWED
  }

  private final Outcome outcome;
  private final String key;
  private final String detail;

  private Access(Outcome outcome, String key, String detail) {
    this.outcome = outcome;
    this.key = key;
    this.detail = OneLine.of(detail);
  }

  /**
   * There is no allow list, and nothing denies.
   *
   * @param denyKey empty where there is no deny list either
   */
  static Access unlisted(String denyKey) {
    return new Access(Outcome.UNLISTED, denyKey, "");
  }

  static Access allowed(String key, String entry) {
    return new Access(Outcome.ALLOWED, key, entry);
  }

  static Access denied(String key, String entry) {
    return new Access(Outcome.DENIED, key, entry);
  }

  static Access unreadable(String key, String entry) {
    return new Access(Outcome.UNREADABLE, key, entry);
  }

  static Access notAllowed(String key, String names) {
    return new Access(Outcome.NOT_ALLOWED, key, names);
  }

  public boolean isAllowed() {
    return outcome == Outcome.UNLISTED || outcome == Outcome.ALLOWED;
  }

  /** The rule that decided, as a clause for people. */
  public String rule() {
    switch (outcome) {
      case UNLISTED:
        return key.isEmpty()
            ? "no list of peers is set"
            : "no allow list is set, and nothing in " + key + " matches";
      case ALLOWED:
      case DENIED:
        return key + " has " + detail;
      case UNREADABLE:
        return key + " has " + detail + ", and the names of that kind cannot be read";
      default:
        return "nothing in " + key + " matches";
    }
  }

  /**
   * Why the peer may not connect, in a sentence with the mend.
   *
   * @param certificate how the sentence calls the peer's certificate
   * @throws IllegalStateException if it may
   */
  public String refusal(String certificate) {
    switch (outcome) {
      case DENIED:
        return key
            + " has "
            + detail
            + ", which matches "
            + certificate
            + "; take it off that list if this peer may connect.";
      case UNREADABLE:
        return key
            + " has "
            + detail
            + ", and "
            + certificate
            + " has a name of that kind that cannot be read, so it may be the one that is meant;"
            + " issue it anew.";
      case NOT_ALLOWED:
        return "nothing in "
            + key
            + " matches "
            + certificate
            + (detail.isEmpty() ? ", which has no name" : ", whose names are " + detail)
            + "; add one of them to "
            + key
            + " if this peer may connect.";
      default:
        throw new IllegalStateException("the peer is let in");
    }
  }
}

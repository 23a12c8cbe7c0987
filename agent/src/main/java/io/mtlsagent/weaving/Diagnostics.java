package io.mtlsagent.weaving;

/** Where weaving says what it did and what went wrong. */
public interface Diagnostics {

  /** Every class of a stack that was found was woven. */
  void woven(String stack, String className);

  /** A class is not what the agent expects, or could not be changed: the stack is not covered. */
  void notWoven(String stack, String className, String reason);

  /**
   * The application uses a TLS stack that the agent does not cover, or a part of one.
   *
   * @param reason a sentence without the stack's name
   */
  void uncovered(String stack, String reason);

  /**
   * The application is led from a TLS stack that the agent does not cover to one that it does.
   *
   * @param sentence what is done, for people
   */
  void replaced(String stack, String sentence);

  /** A hook that only learns something has failed. */
  void hookFailed(Throwable failure);
}

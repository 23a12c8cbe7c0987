package example.jdk.habits;

import java.util.logging.LogManager;

/**
 * A log manager that says when it is made, which must not be before the application has begun:
 * those of application servers are not on the class path until then.
 */
public final class OwnLogManager extends LogManager {

  static final String BEGUN = "example.jdk.habits.begun";

  /** Made by {@link LogManager}, by the name in {@code java.util.logging.manager}. */
  public OwnLogManager() {
    boolean begun = Boolean.getBoolean(BEGUN);
    System.out.println("LOG MANAGER made " + (begun ? "by the application" : "before main"));
  }
}

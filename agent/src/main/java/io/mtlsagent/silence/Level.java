package io.mtlsagent.silence;

/** Stands in for {@code java.util.logging.Level} in the bundled libraries. */
public final class Level {

  public static final Level SEVERE = new Level();
  public static final Level WARNING = new Level();
  public static final Level INFO = new Level();
  public static final Level FINE = new Level();

  private Level() {}
}

package io.mtlsagent.silence;

/**
 * Stands in for {@code java.util.logging.Logger} in the bundled libraries: no level is loggable,
 * and what is logged all the same is dropped. Asking the real one for a logger starts
 * java.util.logging, which before the application's main method is too early.
 *
 * <p>It has the members that the libraries use, with the signatures of the real one.
 */
public final class Logger {

  private static final Logger SILENT = new Logger();

  private Logger() {}

  public static Logger getLogger(String name) {
    return SILENT;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void log(Level level, String message) {}

  public void log(Level level, String message, Throwable thrown) {}

  public void warning(String message) {}

  public void info(String message) {}

  public void fine(String message) {}
}

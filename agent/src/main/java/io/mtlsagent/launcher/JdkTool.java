package io.mtlsagent.launcher;

/**
 * Finds out whether this JVM runs a tool of the JDK, such as {@code keytool} or {@code jcmd}: those
 * see {@code JAVA_TOOL_OPTIONS} too, and are left alone. Applications are never skipped here.
 */
final class JdkTool {

  /** Packages of the main classes of the JDK's own tools, on Java 8 to the newest. */
  private static final String[] MAIN_CLASS_PREFIXES = {
    "sun.tools.", // jps, jstack, jmap, jcmd, jinfo, jstat
    "sun.security.tools.", // keytool, jarsigner, policytool
    "sun.rmi.", // rmiregistry, rmid
    "sun.jvmstat.", // jstatd
    "sun.applet.",
    "com.sun.tools.", // javac, javadoc, javap, jdeps, jjs
    "com.sun.java.util.jar.pack.", // pack200
    "jdk.tools.", // jlink, jmod, jimage
    "jdk.internal.", // jshell
    "jdk.jpackage.",
    "jdk.jfr.internal.tool.",
    "jdk.javadoc.",
  };

  /** Runs an application that is given as source ({@code java Main.java}, from Java 11 on). */
  private static final String SOURCE_LAUNCHER_PREFIX = "com.sun.tools.javac.launcher.";

  private JdkTool() {}

  static boolean isRunning() {
    String command = System.getProperty("sun.java.command");
    return command != null && isTool(command);
  }

  /**
   * @param command the main class, perhaps after its module and a slash, and its arguments
   */
  static boolean isTool(String command) {
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    int slash = main.indexOf('/');
    if (slash >= 0) {
      // a module may be named before the main class; a path to a jar file is not a module
      String module = main.substring(0, slash);
      if (!module.equals("java.base") && !module.startsWith("jdk.")) {
        return false;
      }
      main = main.substring(slash + 1);
    }
    if (main.endsWith(".jar") || main.startsWith(SOURCE_LAUNCHER_PREFIX)) {
      return false;
    }
    for (String prefix : MAIN_CLASS_PREFIXES) {
      if (main.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}

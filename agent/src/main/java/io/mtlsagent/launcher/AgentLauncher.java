package io.mtlsagent.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.AccessControlException;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: {@code premain} at start, {@code agentmain} on attach and {@code
 * main} for the command line.
 *
 * <p>This class is on the application's class path, so it does as little as possible: it uses no
 * logging, starts no thread, touches neither JSSE nor JMX, and leaves at once for a class loader
 * that the application cannot see. It must not be referenced later.
 */
public final class AgentLauncher {

  private static final String START = "io.mtlsagent.runtime.AgentStart";
  private static final String PLATFORM_LOADER =
      "jdk.internal.loader.ClassLoaders$PlatformClassLoader";
  private static final String COMMAND_LINE = "io.mtlsagent.cli.CommandLineInterface";

  /** The exit code of all mistakes in what the agent is given (EX_CONFIG of sysexits). */
  private static final int CONFIGURATION_ERROR = 78;

  private AgentLauncher() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation)
      throws Throwable {
    try {
      if (!JdkTool.isRunning()) {
        start("atStart", argument, instrumentation);
      }
    } catch (AccessControlException denied) {
      // Thrown on, the JVM would abort with a dump of itself.
      System.err.println(
          "[mtls-agent] ERROR: the policy of the security manager does not let the agent work: "
              + denied.getMessage()
              + "; grant java.security.AllPermission to the agent's jar in it.");
      System.exit(CONFIGURATION_ERROR);
    }
  }

  /** Called by the JVM when the agent is attached to a running application. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation)
      throws Throwable {
    start("onAttach", argument, instrumentation);
  }

  /** The command line: {@code java -jar mtls-agent.jar COMMAND}. */
  public static void main(String[] arguments) throws Throwable {
    Object exitCode =
        call(
            coreLoader(ownJar()).loadClass(COMMAND_LINE),
            "run",
            new Class<?>[] {String[].class, PrintStream.class, PrintStream.class},
            arguments,
            System.out,
            System.err);
    System.exit((Integer) exitCode);
  }

  private static void start(
      String method, @Nullable String argument, Instrumentation instrumentation) throws Throwable {
    File jar = ownJar();
    call(
        coreLoader(jar).loadClass(START),
        method,
        new Class<?>[] {String.class, Instrumentation.class},
        argument,
        instrumentation);
  }

  private static Object call(
      Class<?> type, String method, Class<?>[] parameters, @Nullable Object... arguments)
      throws Throwable {
    try {
      return type.getMethod(method, parameters).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static ClassLoader coreLoader(File jar) throws IOException, ReflectiveOperationException {
    return new CoreClassLoader(CorePack.in(jar), platformLoader());
  }

  /**
   * The loader that sees the JDK and nothing else: null, the boot loader, on Java 8, where
   * everything that the core needs is in it.
   *
   * <p>Found as the top of the launcher's own line of loaders, since asking {@code ClassLoader} for
   * it by reflection makes the JDK read annotations, which costs some 10 ms at start.
   */
  private static @Nullable ClassLoader platformLoader() throws ReflectiveOperationException {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      return null;
    }
    ClassLoader top = AgentLauncher.class.getClassLoader();
    while (top != null && top.getParent() != null) {
      top = top.getParent();
    }
    if (top != null && top.getClass().getName().equals(PLATFORM_LOADER)) {
      return top;
    }
    // A system loader of the application's own, with a line of its own, or another JVM.
    return (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
  }

  private static File ownJar() throws URISyntaxException {
    CodeSource source = AgentLauncher.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IllegalStateException(
          "[mtls-agent] cannot find its own jar: start it with -javaagent:PATH/mtls-agent.jar");
    }
    return new File(source.getLocation().toURI());
  }
}

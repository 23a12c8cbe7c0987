package io.mtlsagent.audit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Writes an audit log in a JVM of its own until it is killed. */
final class SecondJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private SecondJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static SecondJvm writing(File log) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new SecondJvm(
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                SecondJvm.class.getName(),
                log.getPath())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** The name of the file that it writes; said once a few lines are written. */
  String destination() throws IOException {
    return output.readLine();
  }

  long processId() {
    return process.pid();
  }

  /** Kills it in the middle of its work. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws Exception {
    AuditLog log =
        AuditLog.open(
            AuditLogFixture.asyncTo(new File(arguments[0])).rotate(50_000, 100_000).build(),
            System.err::println);
    log.start();
    for (int i = 1; ; i++) {
      log.write(AuditLogFixture.event(i));
      if (i == 500) {
        System.out.println(log.destination());
      }
      if (i % 100 == 0) {
        Thread.sleep(1);
      }
    }
  }
}

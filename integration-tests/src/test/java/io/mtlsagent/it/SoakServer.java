package io.mtlsagent.it;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.tls.MountedFiles;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** One of the servers of the soak: its process, its configuration, its disk and its beans. */
final class SoakServer implements AutoCloseable {

  private final ServerApp kind;
  private final AgentConfig config;
  private final MountedFiles mount;
  private final SmallDisk disk;
  private final GuardedServer server;
  private final RemoteBeans beans;
  private final int port;
  private int reloads;

  private SoakServer(
      ServerApp kind,
      AgentConfig config,
      MountedFiles mount,
      SmallDisk disk,
      GuardedServer server,
      RemoteBeans beans) {
    this.kind = kind;
    this.config = config;
    this.mount = mount;
    this.disk = disk;
    this.server = server;
    this.beans = beans;
    this.port = server.port();
  }

  /**
   * Starts it.
   *
   * @param delivery of audit lines: {@code sync} or {@code async}
   * @param megabytes the size of the disk for the audit log
   */
  static SoakServer start(
      Jvm jvm,
      ServerApp kind,
      Path folder,
      OneWayTls oneWay,
      PkiFiles pki,
      PeerFiles identity,
      String delivery,
      int megabytes)
      throws Exception {
    SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), megabytes + "m");
    try {
      MountedFiles mount = MountedFiles.in(folder.resolve("mount"), identity);
      AgentConfig config =
          new AgentConfig(folder.resolve("agent"), identity, pki)
              .set("identity.certificate", mount.certificate().toString())
              .set("identity.key", mount.key().toString())
              .set("revocation.timeout", "500ms")
              .set("reload.interval", "200ms")
              .set("audit.delivery", delivery)
              .set("audit.rotate.size", "1MB")
              .set("audit.rotate.keep", "10000")
              .set("audit.file", disk.file("audit.jsonl").toString());
      int beansPort = GuardedServer.freePort();
      GuardedServer server =
          GuardedServer.start(
              jvm,
              kind.launch(oneWay)
                  .jvmOptions(RemoteBeans.jvmOptions(beansPort))
                  .jvmOptions("-Xmx128m", "-Djavax.net.ssl.sessionCacheSize=200"),
              config);
      try {
        return new SoakServer(kind, config, mount, disk, server, RemoteBeans.at(beansPort));
      } catch (Exception e) {
        server.close();
        throw e;
      }
    } catch (Exception e) {
      disk.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  RemoteBeans beans() {
    return beans;
  }

  SmallDisk disk() {
    return disk;
  }

  long pid() {
    return server.app().pid();
  }

  List<String> errors() {
    return server.app().errors();
  }

  /** Shows another certificate from now on, as Kubernetes hands it over. */
  void rotate(PeerFiles identity) throws Exception {
    reloaded(() -> mount.swap(identity));
  }

  /** Changes the configuration in what makes no difference to these clients. */
  void changeRules() throws Exception {
    reloads++;
    reloaded(() -> config.set("user.rules", reloads % 2 == 0 ? "cn" : "san:dns,cn").write());
  }

  private interface Change {
    void make() throws Exception;
  }

  private void reloaded(Change change) throws Exception {
    Object before = beans.agent("Generation");
    change.make();
    await("reload", () -> !beans.agent("Generation").equals(before));
  }

  /** Writes a configuration that cannot be used, and the good one again. */
  void breakAndMend() throws Exception {
    config.set("mdoe", "off").write();
    await("refusal", () -> !beans.agent("LastProblem").equals(""));
    config.unset("mdoe").write();
    await("mend", () -> beans.agent("LastProblem").equals(""));
  }

  void mode(String mode) throws Exception {
    config.set("mode", mode).write();
    await("mode " + mode, () -> beans.agent("Mode").equals(mode));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  /** Ends the process; the log stays until {@link #close}. */
  void stop() throws Exception {
    beans.close();
    server.close();
  }

  /** The current file of the log. */
  Path log() {
    return Path.of(config.value("audit.file"));
  }

  /** All lines, those of rotated files too, the oldest first. */
  List<AuditLine> lines() {
    List<AuditLine> lines = new ArrayList<>();
    int oldest = 1;
    while (Files.exists(rotated(oldest))) {
      oldest++;
    }
    for (int number = oldest - 1; number > 0; number--) {
      lines.addAll(new AuditLog(rotated(number)).lines());
    }
    lines.addAll(new AuditLog(log()).lines());
    return lines;
  }

  private Path rotated(int number) {
    return log().resolveSibling("audit.jsonl." + number);
  }

  @Override
  public void close() {
    server.close();
    disk.close();
  }

  @Override
  public String toString() {
    return kind.name();
  }
}

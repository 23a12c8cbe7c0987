package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the audit log is full while the application runs. */
class FullDiskIT {

  @TempDir Path directory;
  private MutualTls material;
  private @Nullable SmallDisk disk;

  @BeforeEach
  void makeMaterial() {
    material = MutualTls.in(directory);
  }

  private SmallDisk smallDisk() throws IOException {
    disk = SmallDisk.mount(directory.resolve("disk"), "128k");
    return disk;
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private RunningApp serve(AgentConfig config) {
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .withAgent(config.write());
    return Jvms.own().start(launch).awaitReady();
  }

  private AgentConfig config(SmallDisk where) {
    return material.config("agent").set("audit.file", where.file("audit.jsonl").toString());
  }

  private String get(RunningApp app, String path) {
    return material.goodClient().get("https://localhost:" + app.port() + path).output();
  }

  /** Sends good clients until one is refused; gives how many were let in before. */
  private int awaitRefusal(RunningApp app) {
    for (int i = 0; i < 30; i++) {
      if (get(app, "/while-full-" + i).isEmpty()) {
        assertThat(app.wasAsked("/while-full-" + i)).isFalse();
        return i;
      }
    }
    throw new AssertionError("let in without an audit line\n" + app);
  }

  /** Nobody is let in unrecorded; what was refused meanwhile is recorded once that is possible. */
  @Test
  void synchronousDeliveryRefusesWhoeverCannotBeRecorded() throws IOException {
    SmallDisk small = smallDisk();
    AgentConfig config = config(small).set("audit.delivery", "sync");
    try (RunningApp app = serve(config)) {
      assertThat(get(app, "/before")).as("%s", app).startsWith("hello");
      small.fill();
      int accepted = awaitRefusal(app);
      assertThat(app.errors()).anyMatch(line -> line.contains("audit.jsonl cannot be written"));
      assertThat(MutualTls.nobody().get("https://localhost:" + app.port() + "/nobody").output())
          .isEmpty();

      small.free();
      assertThat(get(app, "/after")).as("%s", app).startsWith("hello");
      List<AuditLine> verdicts =
          config.audit().await("all verdicts", accepted + 4, AuditLine::isVerdict);
      assertThat(verdicts)
          .extracting(line -> line.text("event.code"))
          .containsExactlyElementsOf(
              codes(accepted + 1, "internal_error", "no_certificate", "accepted"));
    }
    assertThat(verify(config)).isZero();
  }

  /** Nobody is refused for it; what happened meanwhile is recorded once that is possible. */
  @Test
  void asynchronousDeliveryKeepsTheLinesUntilTheDiskIsBack() throws IOException {
    SmallDisk small = smallDisk();
    AgentConfig config = config(small);
    try (RunningApp app = serve(config)) {
      assertThat(get(app, "/before")).as("%s", app).startsWith("hello");
      AuditLog audit = config.audit();
      audit.await("first verdict", 1, AuditLine::isVerdict);
      small.fill();
      int sent = 0;
      while (app.errors().stream().noneMatch(line -> line.contains("cannot be written"))) {
        assertThat(get(app, "/while-full")).as("%s", app).startsWith("hello");
        assertThat(++sent).as("lines that fit into the last block").isLessThan(30);
      }
      small.free();
      List<AuditLine> verdicts = audit.await("all verdicts", sent + 1, AuditLine::isVerdict);
      assertThat(verdicts)
          .extracting(line -> line.text("event.code"))
          .containsExactlyElementsOf(codes(sent + 1));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(app.errors())
                      .anyMatch(line -> line.endsWith("audit.jsonl is written again")));
    }
    assertThat(verify(config)).isZero();
  }

  /** The same for whoever is not root: the device that is always full. */
  @Test
  void deviceThatIsAlwaysFullLetsNobodyInWhenEachLineMustBeWritten() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    AgentConfig config =
        material.config("device").set("audit.file", "/dev/full").set("audit.delivery", "sync");
    try (RunningApp app = serve(config)) {
      assertThat(get(app, "/good")).as("%s", app).isEmpty();
      assertThat(material.client(PeerKind.REVOKED).get("https://localhost:" + app.port()).output())
          .isEmpty();
      assertThat(app.wasAsked("/good")).isFalse();
    }
  }

  private static List<String> codes(int accepted, String... then) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < accepted; i++) {
      all.add("accepted");
    }
    all.addAll(List.of(then));
    return all;
  }

  private static int verify(AgentConfig config) {
    return AgentCommand.run("verify", config.value("audit.file")).exit();
  }
}

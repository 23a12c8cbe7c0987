package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Revocation lists that break while the application runs: the last good one stays in force, that is
 * said once, and the next good one is taken over.
 */
class BrokenListIT {

  private static final String LIST = "keepers.crl";
  private static final List<BadInput> KINDS =
      List.of(BadInput.EMPTY, BadInput.TEXT, BadInput.CUT_OFF, BadInput.GARBLED);

  @TempDir Path directory;
  private MutualTls material;
  private Path lists;
  private AgentConfig config;
  private AuditLog audit;

  @BeforeEach
  void makeMaterial() throws IOException {
    material = MutualTls.in(directory);
    lists = Files.createDirectory(directory.resolve("mounted"));
    config = material.config("agent").set("reload.interval", "200ms");
    audit = config.audit();
  }

  private RunningApp serve(Path crl) {
    config.set("revocation.crl", crl.toString());
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .withAgent(config.write());
    return Jvms.own().start(launch).awaitReady();
  }

  private void copyLists(Path to) throws IOException {
    try (var files = Files.list(material.pki().crls())) {
      for (Path file : files.toList()) {
        replace(to.resolve(file.getFileName()), file);
      }
    }
  }

  /** In one step, and without another file in the folder meanwhile. */
  private void replace(Path file, Path content) throws IOException {
    Path fresh = directory.resolve("being-written");
    Files.copy(content, fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String url(RunningApp app) {
    return "https://localhost:" + app.port() + "/";
  }

  private void assertOldListCounts(RunningApp app, Object when) {
    assertThat(material.goodClient().get(url(app)).output()).as("%s", when).startsWith("hello");
    assertThat(material.client(PeerKind.REVOKED).get(url(app)).output()).as("%s", when).isEmpty();
  }

  private PeerFiles newClient(String name) {
    return material.pki().write(name, material.pki().issue(name).forClient().make());
  }

  private long countOf(String action) {
    return audit.lines().stream().filter(line -> line.text("event.action").equals(action)).count();
  }

  private void await(String action, long count) {
    audit.await(action, (int) count, line -> line.text("event.action").equals(action));
  }

  /** Waits until the files are looked at, which shows in that another list is taken over. */
  private void awaitLook() throws IOException {
    material.pki().revoke(newClient("nobody"));
    takeOver("root.crl");
  }

  /** Puts the newest list of the name into the folder, and waits until it is in force. */
  private void takeOver(String name) throws IOException {
    long before = countOf("revocation-updated");
    replace(lists.resolve(name), material.pki().crls().resolve(name));
    await("revocation-updated", before + 1);
  }

  @Test
  void listThatBreaksLeavesTheLastGoodOneInForce() throws IOException {
    copyLists(lists);
    try (RunningApp app = serve(lists)) {
      assertOldListCounts(app, "at start");
      long refusals = 0;
      for (BadInput what : KINDS) {
        Path broken = what.in(directory.resolve("broken"), material.pki().crls().resolve(LIST));
        replace(lists.resolve(LIST), broken);
        await("config-refused", ++refusals);
        assertOldListCounts(app, what);
        awaitLook();
        assertThat(countOf("config-refused")).as("%s is said once", what).isEqualTo(refusals);

        PeerFiles client = newClient("client-after-" + what);
        assertThat(get(app, client)).startsWith("hello");
        material.pki().revoke(client);
        takeOver(LIST);
        assertThat(get(app, client)).as("revoked by the list after %s", what).isEmpty();
      }
      assertThat(app.errors())
          .filteredOn(line -> line.startsWith("[mtls-agent] WARNING: " + lists.resolve(LIST)))
          .hasSize(KINDS.size());
    }
  }

  private static String get(RunningApp app, PeerFiles client) {
    return MutualTls.nobody().identity(client).get(url(app)).output();
  }

  @Test
  void listsThatVanishStayInForce() throws IOException {
    copyLists(lists);
    try (RunningApp app = serve(lists)) {
      Files.delete(lists.resolve(LIST));
      awaitLook();
      assertOldListCounts(app, "one list gone");
      try (var files = Files.list(lists)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(lists);
      await("config-refused", 1);
      assertOldListCounts(app, "folder gone");
    }
  }

  /** As Kubernetes publishes a changed config map: a link to a link, of which one is replaced. */
  @Test
  void symbolicLinkThatIsSwappedIsTakenOver() throws IOException {
    Path first = Files.createDirectory(lists.resolve("..2026_01"));
    copyLists(first);
    Files.createSymbolicLink(lists.resolve("..data"), first.getFileName());
    for (String name : new String[] {"root.crl", LIST, "wardens.crl"}) {
      Files.createSymbolicLink(lists.resolve(name), Path.of("..data", name));
    }
    PeerFiles client = newClient("client-swapped");
    try (RunningApp app = serve(lists)) {
      assertThat(get(app, client)).as("%s", app).startsWith("hello");
      material.pki().revoke(client);
      Path second = Files.createDirectory(lists.resolve("..2026_02"));
      copyLists(second);
      Files.createSymbolicLink(lists.resolve("..data_tmp"), second.getFileName());
      Files.move(
          lists.resolve("..data_tmp"), lists.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      for (String name : new String[] {"root.crl", LIST, "wardens.crl"}) {
        Files.delete(first.resolve(name));
      }
      Files.delete(first);
      await("revocation-updated", 1);
      assertThat(get(app, client)).isEmpty();
      assertThat(material.goodClient().get(url(app)).output()).startsWith("hello");
      assertThat(audit.lines()).filteredOn(AuditLine::isVerdict).hasSize(3);
      assertThat(countOf("config-refused")).isZero();
    }
  }
}

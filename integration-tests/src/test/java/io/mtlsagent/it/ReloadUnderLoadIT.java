package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.MountedFiles;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reloads, one after the other, while clients of both sorts come without a pause. */
class ReloadUnderLoadIT {

  private static final int RELOADS = 100;

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SSL_SERVER_SOCKET", "HTTPS_SERVER", "NETTY_OPENSSL"})
  void noGoodClientIsRefusedAndNoOtherIsLetInBecauseOfIt(ServerApp kind) throws IOException {
    List<PeerFiles> identities = List.of(server("one"), server("two"));
    MountedFiles mount = MountedFiles.in(directory.resolve("mount-" + kind), identities.get(0));
    AgentConfig config =
        new AgentConfig(directory.resolve("agent-" + kind), identities.get(0), pki)
            .set("identity.certificate", mount.certificate().toString())
            .set("identity.key", mount.key().toString())
            .set("reload.interval", "50ms");
    try (GuardedServer server = GuardedServer.start(Jvms.own(), kind.launch(oneWay), config)) {
      Load goodLoad = Load.of(clients(server, pki.client(PeerKind.GOOD)));
      Load badLoad = Load.of(clients(server, null));
      try (goodLoad;
          badLoad) {
        for (int i = 1; i <= RELOADS; i++) {
          int before = reloads(server);
          mount.swap(identities.get(i % 2));
          // never the same twice: each is a change, however many of them the agent sees at once
          config.set("revocation.timeout", (1000 + i) + "ms").write();
          server.audit().await("reload", before + 1, ReloadUnderLoadIT::isReload);
        }
      }
      List<Attempt> good = goodLoad.attempts();
      List<Attempt> bad = badLoad.attempts();
      assertThat(good).hasSizeGreaterThan(RELOADS).as("%s", server).allMatch(Attempt::answered);
      assertThat(good).anyMatch(Attempt::resumed).anyMatch(attempt -> !attempt.resumed());
      assertThat(good).anyMatch(shows("one")).anyMatch(shows("two"));
      assertThat(bad).hasSizeGreaterThan(RELOADS).as("%s", server).noneMatch(Attempt::answered);
      assertThat(server.audit().lines())
          .noneMatch(line -> line.text("event.action").equals("config-refused"));
    }
  }

  private static PeerFiles server(String name) {
    return pki.write(name, pki.issue(name).forServer().make());
  }

  private static Predicate<Attempt> shows(String name) {
    return attempt -> attempt.peer().contains("CN=" + name);
  }

  private static int reloads(GuardedServer server) {
    return (int) server.audit().lines().stream().filter(ReloadUnderLoadIT::isReload).count();
  }

  /** The configuration is written last: a look between the two sees the identity alone. */
  private static boolean isReload(AuditLine line) {
    return line.text("event.action").equals("config-reloaded")
        && line.text("event.reason").contains("the configuration");
  }

  private static List<Supplier<RawTlsClient>> clients(
      GuardedServer server, @Nullable PeerFiles identity) {
    List<Supplier<RawTlsClient>> clients = new ArrayList<>();
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      clients.add(() -> server.client(protocol, Talk.HTTP, identity, pki.rootCertificate()));
    }
    return clients;
  }
}

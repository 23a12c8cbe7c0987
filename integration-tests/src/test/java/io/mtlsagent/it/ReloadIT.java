package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.MountedFiles;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PausingRelay;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes on disk while a server runs is taken over as a whole, or not at all. */
class ReloadIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static PkiFiles other;

  private static int runs;

  private Path folder;
  private AgentConfig config;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    other = PkiFiles.in(directory.resolve("other"), KeyKind.RSA);
  }

  @BeforeEach
  void configure(TestInfo test) throws IOException {
    // each run of a parameterized one too: a line of the run before would be taken for its own
    folder = directory.resolve(test.getTestMethod().orElseThrow().getName() + "-" + ++runs);
    config = new AgentConfig(folder, pki.server(PeerKind.GOOD), pki);
    config.set("reload.interval", "100ms");
    Files.createDirectories(folder);
    copy(pki.server(PeerKind.GOOD).certificate(), "own.crt");
    copy(pki.server(PeerKind.GOOD).key(), "own.key");
    copy(pki.anchors(), "ca.crt");
    config.set("identity.certificate", "own.crt");
    config.set("identity.key", "own.key");
    config.set("trust.certificates", "ca.crt");
    config.set("revocation.crl", pki.crls() + "," + other.crls());
  }

  private void copy(Path from, String to) throws IOException {
    Path fresh = folder.resolve(to + ".new");
    Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        fresh,
        folder.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void theModeChangesInBothDirections() {
    try (GuardedServer server = start()) {
      assertThat(connect(server, null).answered()).isFalse();

      config.set("mode", "permissive").write();
      AuditLine changed = await(server, "mode-changed", 1).get(0);
      assertThat(changed.text("mtls.details.from")).isEqualTo("enforce");
      assertThat(changed.text("mtls.details.to")).isEqualTo("permissive");
      Attempt let = connect(server, null);
      assertThat(let.answered()).as("%s%n%s", let, server).isTrue();

      config.set("mode", "off").write();
      await(server, "mode-changed", 2);
      assertThat(connect(server, null, oneWay.rootCertificate()).answered()).isTrue();

      config.set("mode", "enforce").write();
      await(server, "mode-changed", 3);
      assertThat(connect(server, null).answered()).isFalse();
      assertThat(connect(server, pki.client(PeerKind.GOOD)).answered()).isTrue();
    }
  }

  @Test
  void whatStartsInModeOffCanBeSwitchedOn() {
    config.set("mode", "off");
    try (GuardedServer server = start()) {
      assertThat(connect(server, null, oneWay.rootCertificate()).answered()).isTrue();
      config.set("mode", "enforce").write();
      await(server, "mode-changed", 1);
      Attempt refused = connect(server, null);
      assertThat(refused.answered()).isFalse();
      assertThat(server.verdictOn(refused).text("event.code")).isEqualTo("no_certificate");
      assertThat(connect(server, pki.client(PeerKind.GOOD)).answered()).isTrue();
    }
  }

  @Test
  void aRenewedIdentityIsShownAndAMismatchedPairIsNot() throws IOException {
    PeerFiles renewed = pki.write("renewed", pki.issue("renewed").forServer().make());
    PeerFiles foreignKey = other.server(PeerKind.GOOD);
    try (GuardedServer server = start()) {
      copy(foreignKey.key(), "own.key");
      AuditLine refused = await(server, "config-refused", 1).get(0);
      assertThat(refused.text("event.reason")).contains("own.key").contains("identity.key");
      Attempt kept = connect(server, pki.client(PeerKind.GOOD));
      assertThat(kept.answered()).as("%s%n%s", kept, server).isTrue();

      copy(renewed.key(), "own.key");
      copy(renewed.certificate(), "own.crt");
      AuditLine reloaded = await(server, "config-reloaded", 1).get(0);
      assertThat(reloaded.text("event.reason")).contains("the identity of endpoint default");
      Attempt fresh = connect(server, pki.client(PeerKind.GOOD));
      assertThat(fresh.peer()).contains("renewed");
      assertThat(countOf(server, "config-refused")).isEqualTo(1);
    }
  }

  /** Its key belongs to the certificate that it has shown; whom it trusts is a question of now. */
  @ParameterizedTest(name = "{0}, authority stays: {1}")
  @CsvSource({"TLSv1.2,true", "TLSv1.2,false", "TLSv1.3,true", "TLSv1.3,false"})
  void aHandshakeThatSpansAReloadKeepsItsIdentityAndIsJudgedByTheRulesOfItsEnd(
      String protocol, boolean authorityStays) throws Exception {
    Path anchors = authorityStays ? pki.anchors() : other.anchors();
    PeerFiles client = pki.client(PeerKind.GOOD);
    try (GuardedServer server = start();
        PausingRelay relay = PausingRelay.to(server.port())) {
      RawTlsClient spanning =
          RawTlsClient.to(relay.port(), protocol, Talk.HTTP, client, pki.rootCertificate());
      CompletableFuture<Attempt> ending =
          CompletableFuture.supplyAsync(() -> spanning.connect("/spanning"));
      relay.awaitHalf();
      PeerFiles renewed = other.server(PeerKind.GOOD);
      config.set("identity.certificate", renewed.certificate().toString());
      config.set("identity.key", renewed.key().toString());
      config.set("trust.certificates", anchors.toString()).write();
      await(server, "config-reloaded", 1);

      relay.release();

      Attempt attempt = ending.get(20, TimeUnit.SECONDS);
      assertThat(attempt.peer()).as("%s%n%s", attempt, server).contains("server-good");
      assertThat(attempt.answered()).as("%s%n%s", attempt, server).isEqualTo(authorityStays);
      assertThat(connect(server, client, other.rootCertificate()).answered())
          .as("%s", server)
          .isEqualTo(authorityStays);
    }
  }

  /** What was found out about a chain does not outlive the anchors that it rests on. */
  @Test
  void aKnownChainIsJudgedByTheAnchorsOfNow() throws IOException {
    PeerFiles client = pki.client(PeerKind.GOOD);
    try (GuardedServer server = start()) {
      for (int i = 0; i < 3; i++) {
        Attempt known = connect(server, client);
        assertThat(known.answered()).as("%s%n%s", known, server).isTrue();
      }

      copy(other.anchors(), "ca.crt");
      await(server, "config-reloaded", 1);
      Attempt refused = connect(server, client);
      assertThat(refused.answered()).as("%s%n%s", refused, server).isFalse();
      assertThat(server.verdictOn(refused).text("event.code")).isEqualTo("untrusted");
      assertThat(connect(server, other.client(PeerKind.GOOD)).answered()).isTrue();

      copy(pki.anchors(), "ca.crt");
      await(server, "config-reloaded", 2);
      assertThat(connect(server, client).answered()).isTrue();
      assertThat(connect(server, other.client(PeerKind.GOOD)).answered()).isFalse();
    }
  }

  @Test
  void aBrokenConfigurationLeavesTheLastOneInForce() throws IOException {
    try (GuardedServer server = start()) {
      assertThat(connect(server, null).answered()).isFalse();
      config.set("mdoe", "off").write();
      AuditLine refused = await(server, "config-refused", 1).get(0);
      assertThat(refused.text("event.reason")).contains("mdoe").contains("Did you mean mode?");

      Files.delete(folder.resolve("mtls.properties"));
      await(server, "config-refused", 2);
      assertThat(connect(server, null).answered()).isFalse();
      assertThat(connect(server, pki.client(PeerKind.GOOD)).answered()).isTrue();

      config.unset("mdoe").set("mode", "permissive").write();
      await(server, "mode-changed", 1);
      assertThat(connect(server, null).answered()).isTrue();
    }
  }

  @Test
  void keptNamesRefuseACertificateOfAnother() throws IOException {
    config.set("identity.keep-names", "true");
    PeerFiles another = pki.write("another", pki.issue("another").forServer().make());
    PeerFiles same = pki.write("same", pki.issue("server-good").forServer().make());
    try (GuardedServer server = start()) {
      copy(another.key(), "own.key");
      copy(another.certificate(), "own.crt");
      AuditLine refused =
          server
              .audit()
              .await(
                  "refused names",
                  1,
                  line ->
                      line.text("event.action").equals("config-refused")
                          && line.text("event.reason").contains("identity.keep-names"))
              .get(0);
      assertThat(refused.text("event.reason")).contains("another subject");
      copy(same.key(), "own.key");
      copy(same.certificate(), "own.crt");
      await(server, "config-reloaded", 1);
      assertThat(connect(server, pki.client(PeerKind.GOOD)).answered()).isTrue();
    }
  }

  /** The way of Kubernetes: the mounted names are links through {@code ..data}. */
  @Test
  void aSwappedLinkIsFollowed() throws IOException {
    PeerFiles renewed = pki.write("swapped", pki.issue("swapped").forServer().make());
    MountedFiles mount = MountedFiles.in(folder.resolve("mount"), pki.server(PeerKind.GOOD));
    config.set("identity.certificate", "mount/tls.crt").set("identity.key", "mount/tls.key");
    try (GuardedServer server = start()) {
      assertThat(connect(server, pki.client(PeerKind.GOOD)).peer()).contains("server-good");
      mount.swap(renewed);
      await(server, "config-reloaded", 1);
      assertThat(connect(server, pki.client(PeerKind.GOOD)).peer()).contains("swapped");
      assertThat(countOf(server, "config-refused")).isZero();
    }
  }

  private GuardedServer start() {
    return GuardedServer.start(Jvms.own(), ServerApp.SSL_SERVER_SOCKET.launch(oneWay), config);
  }

  private static List<AuditLine> await(GuardedServer server, String action, int count) {
    return server.audit().await(action, count, line -> line.text("event.action").equals(action));
  }

  private static long countOf(GuardedServer server, String action) {
    return server.audit().lines().stream()
        .filter(line -> line.text("event.action").equals(action))
        .count();
  }

  private static Attempt connect(GuardedServer server, @Nullable PeerFiles identity) {
    return connect(server, identity, pki.rootCertificate());
  }

  private static Attempt connect(
      GuardedServer server, @Nullable PeerFiles identity, X509Certificate anchor) {
    return server.client("TLSv1.3", Talk.HTTP, identity, anchor).connect("/reload");
  }
}

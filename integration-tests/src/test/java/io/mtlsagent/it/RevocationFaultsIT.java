package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server of revocation data does wrong, each policy comes to its verdict, in time. */
class RevocationFaultsIT {

  /** Each policy on one virtual machine; the fetching, which differs, on all. */
  private static final int OLDEST = Jvms.local().get(0).version();

  @TempDir static Path directory;
  private static final Rows ROWS = new Rows();
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static StatusFaults faults;
  private static int clients;

  private static void makeMaterial() {
    if (faults == null) {
      oneWay = OneWayTls.in(directory.resolve("one-way"));
      pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
      try {
        faults = new StatusFaults(pki.root());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeAll
  static void start() {
    makeMaterial();
  }

  @AfterAll
  static void stop() throws Exception {
    ROWS.close();
    faults.close();
  }

  static Stream<Arguments> matrix() {
    makeMaterial();
    return Jvms.local().stream()
        .flatMap(
            jvm ->
                Stream.of("strict", "advertised", "soft-fail")
                    .filter(policy -> policy.equals("strict") || jvm.version() == OLDEST)
                    .flatMap(
                        policy ->
                            faults.all().stream().map(fault -> Arguments.of(jvm, policy, fault))));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("matrix")
  void verdictIsThatOfThePolicy(Jvm jvm, String policy, StatusFaults.Fault fault) {
    GuardedServer server = ROWS.server(List.of(jvm, policy), () -> start(jvm, policy));
    String name = "client-" + ++clients;
    PeerFiles client = pki.write(name, fault.client(name).make());
    String expected = expected(policy, fault.status());

    Attempt attempt =
        server
            .client(
                clients % 2 == 0 ? "TLSv1.3" : "TLSv1.2",
                ServerApp.SSL_SERVER_SOCKET.talk(),
                client,
                pki.rootCertificate())
            .connect("/" + name);

    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s%n%s", line, server).isEqualTo(expected);
    assertThat(attempt.answered()).as("%s", attempt).isEqualTo(expected.equals("accepted"));
  }

  private static String expected(String policy, StatusFaults.Status status) {
    switch (status) {
      case GOOD:
        return "accepted";
      case REVOKED:
        return "revoked";
      default:
        return policy.equals("soft-fail") ? "accepted" : "revocation_unknown";
    }
  }

  private static GuardedServer start(Jvm jvm, String policy) {
    return GuardedServer.start(
        jvm,
        ServerApp.SSL_SERVER_SOCKET.launch(oneWay).jvmOptions("-Xmx256m"),
        new AgentConfig(directory.resolve(policy + " on " + jvm), pki.server(PeerKind.GOOD), pki)
            .set("revocation", policy)
            .set("revocation.crl", pki.rootList().toString())
            .set("revocation.timeout", "800ms"));
  }
}

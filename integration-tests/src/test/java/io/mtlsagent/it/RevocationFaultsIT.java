package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.SocketsAndEngines.Side;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.status.StatusFaults;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a source of revocation data does wrong, each policy comes to its verdict, in time. Each
 * side has sources of its own, so that both make first contact; one JVM has all policies.
 */
class RevocationFaultsIT {

  private static final List<String> POLICIES = List.of("strict", "advertised", "soft-fail");

  @TempDir static Path directory;
  private static final Rows ROWS = new Rows();
  private static final SocketsAndEngines SERVERS = new SocketsAndEngines(POLICIES.size());
  private static final Map<Side, StatusFaults> FAULTS = new EnumMap<>(Side.class);
  private static final Map<StatusFaults.Fault, PeerFiles> CLIENTS = new HashMap<>();
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  private static void makeMaterial() {
    if (FAULTS.isEmpty()) {
      oneWay = OneWayTls.in(directory.resolve("one-way"));
      pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
      for (Side side : Side.values()) {
        FAULTS.put(side, StatusFaults.below(pki.root(), directory.resolve("lists for " + side)));
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
    for (StatusFaults faults : FAULTS.values()) {
      faults.close();
    }
  }

  static Stream<Arguments> matrix() {
    makeMaterial();
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of(Side.values())
                    .flatMap(
                        side ->
                            FAULTS.get(side).all().stream()
                                .map(fault -> Arguments.of(jvm, side, fault))));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("matrix")
  void verdictIsThatOfThePolicy(Jvm jvm, Side side, StatusFaults.Fault fault) {
    jvm.assumeRuns(TestApp.SOCKETS_AND_ENGINES);
    GuardedServer server = ROWS.server(jvm, () -> start(jvm));
    PeerFiles client =
        CLIENTS.computeIfAbsent(
            fault, key -> pki.write("client-" + CLIENTS.size(), fault.client()));
    Map<String, Attempt> attempts = new LinkedHashMap<>();
    int turn = FAULTS.get(side).all().indexOf(fault);
    for (String policy : inTurn(turn)) {
      String protocol = (turn + attempts.size() + side.ordinal()) % 2 == 0 ? "TLSv1.2" : "TLSv1.3";
      attempts.put(
          policy,
          RawTlsClient.to(
                  SERVERS.port(side, POLICIES.indexOf(policy)),
                  protocol,
                  Talk.HTTP,
                  client,
                  pki.rootCertificate())
              .connect("/" + policy));
    }
    attempts.forEach((policy, attempt) -> assertVerdict(server, policy, fault.status(), attempt));
  }

  /** The policies, beginning with another one each time: the first has to wait. */
  private static List<String> inTurn(int turn) {
    List<String> policies = new ArrayList<>(POLICIES);
    Collections.rotate(policies, turn);
    return policies;
  }

  private static void assertVerdict(
      GuardedServer server, String policy, StatusFaults.Status status, Attempt attempt) {
    String expected = expected(policy, status);
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s%n%s%n%s", policy, line, server).isEqualTo(expected);
    assertThat(attempt.answered())
        .as("%s: %s", policy, attempt)
        .isEqualTo(expected.equals("accepted"));
    assertThat(line.text("mtls.endpoint")).isEqualTo(policy.equals("strict") ? "default" : policy);
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

  private static GuardedServer start(Jvm jvm) {
    AgentConfig config =
        new AgentConfig(directory.resolve("on " + jvm), pki.server(PeerKind.GOOD), pki)
            .set("revocation", "strict")
            .set("revocation.crl", lists())
            .set("revocation.timeout", "1s")
            .set("reload.interval", "1h");
    for (String policy : POLICIES.subList(1, POLICIES.size())) {
      config.set("endpoint." + policy + ".ports", SERVERS.ports(POLICIES.indexOf(policy)));
      config.set("endpoint." + policy + ".revocation", policy);
    }
    return GuardedServer.start(jvm, SERVERS.launch(oneWay).jvmOptions("-Xmx256m"), config);
  }

  private static String lists() {
    StringBuilder lists = new StringBuilder(pki.rootList().toString());
    FAULTS.values().forEach(faults -> lists.append(',').append(faults.folder()));
    return lists.toString();
  }
}

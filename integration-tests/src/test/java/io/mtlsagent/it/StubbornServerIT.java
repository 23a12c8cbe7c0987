package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demand for a certificate stands, whatever an application calls, in whatever order, on
 * whatever object.
 */
class StubbornServerIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  static Stream<Arguments> matrix() {
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of("server-socket", "socket", "layered", "engine", "https-server")
                    .map(object -> Arguments.of(object, jvm)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("matrix")
  void demandStandsAfterEveryOrderOfSetters(String object, Jvm jvm) {
    jvm.assumeRuns(TestApp.STUBBORN_SERVER);
    List<String> orders = orders();
    Launch launch =
        Launch.of(TestApp.STUBBORN_SERVER, oneWay.serverArguments())
            .arguments("--on=" + object, "--settings=" + String.join(";", orders));
    AgentConfig config =
        new AgentConfig(directory.resolve(object + " on " + jvm), pki.server(PeerKind.GOOD), pki);
    try (GuardedServer server = GuardedServer.start(jvm, launch, config)) {
      // The server takes the next order with each connection, so every round meets each of them
      // once.
      assertRound(server, orders, "TLSv1.2", null, "no_certificate");
      assertRound(server, orders, "TLSv1.3", null, "no_certificate");
      assertRound(server, orders, "TLSv1.3", pki.client(PeerKind.GOOD), "accepted");
    }
  }

  private static void assertRound(
      GuardedServer server,
      List<String> orders,
      String protocol,
      @Nullable PeerFiles identity,
      String code) {
    for (String order : orders) {
      Attempt attempt =
          server.client(protocol, Talk.HTTP, identity, pki.rootCertificate()).connect("/" + code);
      assertThat(attempt.answered())
          .as("%s %s after %s: %s%n%s", protocol, code, order, attempt, server)
          .isEqualTo(code.equals("accepted"));
    }
    assertThat(server.app().wasAsked("/" + code, code.equals("accepted")))
        .isEqualTo(code.equals("accepted"));
    int expected = orders.size();
    server
        .audit()
        .await(
            expected + " lines with " + code,
            expected,
            line ->
                line.isVerdict()
                    && line.text("event.code").equals(code)
                    && line.text("tls.version").equals(protocol.substring("TLSv".length())));
  }

  /** All orders of the four calls that undo a demand, and the calls with side effects on it. */
  private static List<String> orders() {
    List<String> orders = new ArrayList<>();
    permute(
        new ArrayList<>(List.of("need-false", "want-true", "want-false", "parameters-new")),
        new ArrayList<>(),
        orders);
    orders.add("parameters-own");
    orders.add("parameters-want");
    orders.add("server-mode");
    orders.add("mode-to-and-fro");
    orders.add("mode-to-and-fro,want-false");
    orders.add("need-false,mode-to-and-fro,parameters-own");
    orders.add("parameters-want,parameters-own,want-true,server-mode");
    return orders;
  }

  private static void permute(List<String> left, List<String> taken, List<String> orders) {
    if (left.isEmpty()) {
      orders.add(String.join(",", taken));
    }
    for (String call : List.copyOf(left)) {
      left.remove(call);
      taken.add(call);
      permute(left, taken, orders);
      taken.remove(call);
      left.add(call);
    }
  }
}

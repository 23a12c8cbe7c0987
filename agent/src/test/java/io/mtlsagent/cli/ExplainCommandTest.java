package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemFiles;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final Pki KEEPERS = ZOO.intermediate("keepers");

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeMaterial() throws Exception {
    Issued own = KEEPERS.issue("own").forBoth().make();
    PemFiles.certificates(directory.resolve("own.crt"), own.chain());
    PemFiles.key(directory.resolve("own.key"), own.key());
    PemFiles.certificates(directory.resolve("ca.crt"), ZOO.certificate());
    Files.write(directory.resolve("zoo.crl"), ZOO.crl().getEncoded());
    Files.write(directory.resolve("keepers.crl"), KEEPERS.crl().getEncoded());
  }

  private Path config(String... lines) throws Exception {
    List<String> all = new ArrayList<>();
    all.add("identity.certificate=own.crt");
    all.add("identity.key=own.key");
    all.add("trust.certificates=ca.crt");
    all.add("revocation.crl=*.crl");
    all.addAll(Arrays.asList(lines));
    return Files.write(directory.resolve("mtls.properties"), all);
  }

  private Path peer(CertificateRecipe recipe) throws Exception {
    return PemFiles.certificates(directory.resolve("peer.crt"), recipe.make().chain());
  }

  private Path client(String name) throws Exception {
    return peer(KEEPERS.issue(name).forClient());
  }

  private int explain(Path config, Path certificates, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("explain");
    arguments.add(config.toString());
    arguments.add("--cert");
    arguments.add(certificates.toString());
    arguments.addAll(Arrays.asList(options));
    return CommandLineInterface.run(
        arguments.toArray(new String[0]), new PrintStream(out), new PrintStream(err));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPeerThatIsLetInIsShownWithPathRevocationUserAndRule() throws Exception {
    int exit = explain(config("peers.allow=DNS:other.example,OU=x,O=zoo"), client("alice"));

    assertThat(exit).as(output()).isZero();
    assertThat(output().lines())
        .anyMatch(line -> line.equals("peer     a client of our server"))
        .anyMatch(line -> line.equals("scope    in: endpoint default, mode enforce"))
        .anyMatch(line -> line.startsWith("path     1 of 3, the peer: O=zoo,CN=alice, valid from"))
        .anyMatch(line -> line.startsWith("path     2 of 3, intermediate CA: CN=keepers"))
        .anyMatch(line -> line.startsWith("path     3 of 3, the anchor: CN=zoo"))
        .anyMatch(line -> line.equals("user     alice"))
        .anyMatch(line -> line.equals("rule     peers.allow has O=zoo"))
        .anyMatch(line -> line.equals("verdict  let in"))
        .filteredOn(line -> line.startsWith("         revocation good: "))
        .hasSize(2);
  }

  @Test
  void aPeerThatIsNotAllowedIsRefusedWithRuleReasonAndMend() throws Exception {
    int exit = explain(config("peers.allow=CN=alice"), client("bob"));

    assertThat(exit).isEqualTo(CommandLineInterface.FINDING);
    assertThat(output())
        .contains("rule     nothing in peers.allow matches")
        .contains("verdict  refused: not_authorized")
        .contains("reason   nothing in peers.allow matches the peer's certificate")
        .contains("add one of them to peers.allow");
  }

  @Test
  void aRevokedPeerIsRefusedAndItsUserStillShown() throws Exception {
    Pki wardens = ZOO.intermediate("wardens");
    Issued bob = wardens.client("bob");
    Files.write(directory.resolve("wardens.crl"), wardens.revoke(bob).crl().getEncoded());
    Path file = PemFiles.certificates(directory.resolve("bob.crt"), bob.chain());

    assertThat(explain(config(), file)).isEqualTo(CommandLineInterface.FINDING);
    assertThat(output()).contains("revocation revoked: ", "user     bob", "refused: revoked");
  }

  @Test
  void aForeignPeerHasNoPath() throws Exception {
    Path foreign = peer(Pki.root("other").issue("alice").forClient());

    assertThat(explain(config(), foreign)).isEqualTo(CommandLineInterface.FINDING);
    assertThat(output())
        .contains("path     none leads to an anchor; the file holds:", "O=zoo,CN=alice")
        .contains("refused: untrusted");
  }

  @Test
  void aServerIsJudgedByItsNameAndTheListsOfServers() throws Exception {
    Path config = config("peers.allow=CN=nobody", "servers.deny=CN=old");
    Path web = peer(KEEPERS.issue("web").forServer().dns("web.internal").ip("10.0.0.1"));

    assertThat(explain(config, web, "--host", "web.internal:8443")).as(output()).isZero();
    assertThat(explain(config, web, "--host", "10.0.0.1")).isZero();
    assertThat(explain(config, web, "--host", "db.internal")).isOne();
    assertThat(output())
        .contains("peer     a server that we call as web.internal, port 8443")
        .contains("rule     no allow list is set, and nothing in servers.deny matches")
        .contains("refused: name_mismatch")
        .doesNotContain("user ");
    Path old = peer(KEEPERS.issue("old").forServer().dns("web.internal"));
    assertThat(explain(config, old, "--host", "web.internal")).isOne();
    assertThat(output()).contains("rule     servers.deny has CN=old", "refused: not_authorized");
  }

  @Test
  void anIpv6AddressMayStandInBrackets() throws Exception {
    Path web = peer(KEEPERS.issue("web").forServer().ip("2001:db8::1"));

    assertThat(explain(config(), web, "--host", "[2001:db8::1]:8443")).as(output()).isZero();
    assertThat(explain(config(), web, "--host", "2001:db8::1")).as(output()).isZero();
  }

  @Test
  void outOfScopeTheApplicationDecides() throws Exception {
    Path config = config("server.ports=8443");

    assertThat(explain(config, client("alice"), "--port", "9000")).isZero();
    assertThat(output())
        .contains("scope    out: no endpoint is for this connection")
        .contains("verdict  none: the application alone decides");
    assertThat(explain(config, client("alice"), "--port", "8443")).isZero();
    assertThat(output()).contains("scope    in: endpoint default");
    assertThat(explain(config("mode=off"), client("alice"))).isZero();
    assertThat(output()).contains("scope    out: mode=off");
  }

  @Test
  void theVerdictIsThatOfEnforceInEveryMode() throws Exception {
    Path foreign = peer(Pki.root("other").issue("alice").forClient());

    assertThat(explain(config("mode=observe"), foreign)).isOne();
    assertThat(output()).contains("mode observe", "refused: untrusted");
  }

  @Test
  void aDerFileWillDo() throws Exception {
    Path der = directory.resolve("alice.der");
    Files.write(der, ZOO.client("alice").certificate().getEncoded());

    assertThat(explain(config(), der)).as(output()).isZero();
    assertThat(output()).contains("1 of 2, the peer");
  }

  @Test
  void aBrokenConfigurationOrCertificateIsWrongUse() throws Exception {
    Path config = config("peers.allow=");
    assertThat(explain(config, client("alice"))).isEqualTo(CommandLineInterface.WRONG_USE);
    assertThat(err.toString()).contains("peers.allow: the list is empty");

    Path garbage = Files.writeString(directory.resolve("garbage.crt"), "garbage");
    assertThat(explain(config(), garbage)).isEqualTo(CommandLineInterface.WRONG_USE);
    assertThat(err.toString()).contains("garbage.crt: --cert: ");
    assertThat(explain(config(), directory.resolve("none"))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=0", "--port=x", "--host=", "--host=a:b", "--host=a:70000"})
  void aPlaceThatIsNoneIsWrongUse(String option) throws Exception {
    assertThat(explain(config(), client("alice"), option)).isEqualTo(2);
    assertThat(explain(config(), client("alice"), "--port", "1", "--host", "a")).isEqualTo(2);
  }

  @Test
  void nothingOfACertificateSteersTheTerminal() throws Exception {
    Path evil = peer(KEEPERS.issueAs("CN=a\u001b[2J\nverdict  let in").forClient());

    assertThat(explain(config("peers.allow=CN=b"), evil)).isOne();
    assertThat(output().lines()).noneMatch(line -> line.equals("verdict  let in"));
    assertThat(output()).doesNotContain("\u001b");
  }
}

package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostScopeTest {

  private static HostScope scope(String hosts, String excluded) throws Exception {
    Path directory = Files.createTempDirectory("hosts");
    try {
      return Written.complete(
              directory, "client.hosts=" + hosts, "client.exclude-hosts=" + excluded)
          .load()
          .clientScope();
    } finally {
      Files.deleteIfExists(directory.resolve("agent.properties"));
      Files.delete(directory);
    }
  }

  private static HostScope only(String hosts) throws Exception {
    return scope(hosts, "");
  }

  private static byte[] ip(String text) {
    return IpLiteral.parse(text);
  }

  @ParameterizedTest
  @CsvSource({
    "*.internal, db.internal, true",
    "*.internal, a.b.internal, true",
    "*.internal, internal, false",
    "*.internal, db.internal.evil, false",
    "*.internal, dbinternal, false",
    "*.INTERNAL, Db.Internal, true",
    "*.internal., db.internal, true",
    "*.internal, db.internal., true",
    "db?.internal, db1.internal, true",
    "db?.internal, db.internal, false",
    "db.internal, db.internal, true",
    "db.internal, xdb.internal, false",
    "localhost, LOCALHOST, true",
    "db.*, db.example, true",
    "xn--bcher-kva.internal, bücher.internal, true",
    "bücher.internal, xn--bcher-kva.internal, true",
    "*, anything, true",
  })
  void namesMatchByGlobWhateverTheirCaseAndTrailingDot(String hosts, String name, boolean in)
      throws Exception {
    assertThat(only(hosts).includes(name, null, 443)).isEqualTo(in);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.200, true",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "[::1], ::1, true",
    "::/0, ::1, true",
    "::ffff:10.0.0.0/104, 10.1.1.1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
  })
  void addressesMatchByNetwork(String hosts, String address, boolean in) throws Exception {
    assertThat(only(hosts).includes(null, ip(address), 443)).isEqualTo(in);
    assertThat(only(hosts).includes(address, null, 443)).isEqualTo(in);
    assertThat(only(hosts).includes("[" + address + "]", null, 443)).isEqualTo(in);
  }

  @Test
  void aMappedAddressOfSixteenBytesIsItsIpv4Address() throws Exception {
    byte[] mapped = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};

    assertThat(only("10.0.0.0/8").includes(null, mapped, 443)).isTrue();
  }

  @Test
  void theZoneOfALinkLocalAddressDoesNotCount() throws Exception {
    assertThat(only("fe80::/10").includes("fe80::1%eth0", null, 443)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "db.internal:5432, db.internal, 5432, true",
    "db.internal:5432, db.internal, 5433, false",
    "*:443, db.internal, 443, true",
    "*:443, db.internal, 80, false",
    "10.0.0.0/8:443, 10.1.1.1, 443, true",
    "10.0.0.0/8:443, 10.1.1.1, 444, false",
    "[2001:db8::1]:443, 2001:db8::1, 443, true",
    "[2001:db8::1]:443, 2001:db8::1, 444, false",
    "[2001:db8::/32]:443, 2001:db8::9, 443, true",
  })
  void aPortNarrowsAPattern(String hosts, String name, int port, boolean in) throws Exception {
    assertThat(only(hosts).includes(name, null, port)).isEqualTo(in);
  }

  @Test
  void anUnknownTargetMatchesTheStarAlone() throws Exception {
    assertThat(only("*").includes(null, null, -1)).isTrue();
    assertThat(only("*:443").includes(null, null, -1)).isTrue();
    assertThat(only("*.internal").includes(null, null, 443)).isFalse();
    assertThat(only("0.0.0.0/0,::/0").includes(null, null, 443)).isFalse();
    assertThat(only("*").includes("", null, 0)).isTrue();
  }

  @Test
  void namesAreNeverResolved() throws Exception {
    assertThat(only("127.0.0.1").includes("localhost", null, 443)).isFalse();
    assertThat(only("localhost").includes(null, ip("127.0.0.1"), 443)).isFalse();
    assertThat(only("127.0.0.1").includes("localhost", ip("127.0.0.1"), 443)).isTrue();
  }

  @Test
  void anUnknownPortKeepsATargetInScope() throws Exception {
    assertThat(only("db.internal:5432").includes("db.internal", null, 0)).isTrue();
  }

  @Test
  void anExclusionWinsOnlyIfItSurelyMatches() throws Exception {
    assertThat(scope("*", "*.public").includes("www.public", null, 443)).isFalse();
    assertThat(scope("*", "*.public").includes(null, ip("1.2.3.4"), 443)).isTrue();
    assertThat(scope("*", "*.public").includes(null, null, 443)).isTrue();
    assertThat(scope("*", "www.public:443").includes("www.public", null, 0)).isTrue();
    assertThat(scope("*", "www.public:443").includes("www.public", null, 443)).isFalse();
    assertThat(scope("*", "10.0.0.0/8").includes("db.internal", ip("10.1.1.1"), 443)).isFalse();
    assertThat(scope("*", "*").includes(null, null, 0)).isFalse();
  }

  @Test
  void everythingIsInScopeOnlyOfAStarWithoutPortAndExclusions() throws Exception {
    assertThat(scope("*", "").includesEverything()).isTrue();
    assertThat(scope("a,*", "").includesEverything()).isTrue();
    assertThat(scope("*:443", "").includesEverything()).isFalse();
    assertThat(scope("*", "*.public").includesEverything()).isFalse();
    assertThat(scope("*.internal", "").includesEverything()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.*",
        "10.*",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "010.0.0.1",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.1/8",
        "a..b",
        ".internal",
        "http://a",
        "a b",
        "a:0",
        "a:65536",
        "a:x",
        "a:",
        "[::1",
        "[::1]x",
        "[::1]:",
        "[a]:443",
        "[]",
        "::1/129",
        "::ffff:0.0.0.0/64",
        "2001:db8::1:99999",
        "a/8",
        "user@a",
        "..",
        "-1:443x",
        "/",
        "**.*",
        "?"
      })
  void aPatternThatCouldNeverMatchIsRefused(String text) {
    assertThatThrownBy(() -> only(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("client.hosts: '" + text + "'");
  }

  @Property(tries = 200)
  void theCaseOfAHostNameNeverMatters(@ForAll("names") String pattern, @ForAll("names") String name)
      throws Exception {
    HostScope scope = only(pattern);

    assertThat(scope.includes(name.toUpperCase(Locale.ROOT) + ".", null, 1))
        .isEqualTo(scope.includes(name, null, 1));
    assertThat(only(name).includes(name, null, 1)).isTrue();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abi")
        .ofMinLength(1)
        .ofMaxLength(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(labels -> String.join(".", labels));
  }

  @Property
  void aNetworkContainsExactlyTheAddressesWithItsPrefix(
      @ForAll @Size(4) byte[] base,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int bits) {
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    int masked = number(base) & mask;
    Network network = Network.parse(text(masked) + "/" + bits);

    assertThat(network.hasHostBits()).isFalse();
    assertThat(network.contains(base)).isTrue();
    assertThat(network.contains(other)).isEqualTo((number(other) & mask) == masked);
  }

  private static int number(byte[] address) {
    return java.nio.ByteBuffer.wrap(address).getInt();
  }

  private static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }
}

package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

  @Property
  void whatTheJdkWritesIsReadBack(@ForAll @Size(4) byte[] four, @ForAll @Size(16) byte[] sixteen)
      throws Exception {
    assertThat(IpLiteral.parse(InetAddress.getByAddress(four).getHostAddress())).isEqualTo(four);
    InetAddress address = InetAddress.getByAddress(sixteen);
    assertThat(IpLiteral.parse(address.getHostAddress())).isEqualTo(address.getAddress());
  }

  @Property(tries = 3000)
  void textWithColonsIsReadAsTheJdkReadsIt(@ForAll("colons") String text) {
    byte[] expected;
    try {
      // In brackets it is taken literally or refused, never resolved.
      expected = InetAddress.getByName("[" + text + "]").getAddress();
    } catch (UnknownHostException e) {
      expected = null;
    }
    assertThat(IpLiteral.parse(text)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> colons() {
    return Arbitraries.of(
            "0", "1", "f", "ffff", "2001", "db8", ":", ":", ":", "::", "1.2.3.4", "ffff:")
        .list()
        .ofMaxSize(16)
        .map(parts -> String.join("", parts))
        .filter(text -> text.indexOf(':') >= 0)
        // The JDK lets groups of more than four digits and leading zeros in the dots pass.
        .filter(text -> !text.matches(".*([0-9a-f]{5}|[0-9a-f]1[.]2).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "0x1.2.3.4",
        "1.2.3.4.",
        "1..2.3",
        " 1.2.3.4",
        "localhost",
        "::1%eth0",
        "[::1]",
        "1:2:3:4:5:6:7",
        ":::",
        "1::2::3",
        "12345::",
        "g::",
        "1.2.3.4::",
        "::1.2.3",
        "٠.0.0.0",
        "-1.2.3.4"
      })
  void nothingElseIsAnAddress(String text) {
    assertThat(IpLiteral.parse(text)).isNull();
  }
}

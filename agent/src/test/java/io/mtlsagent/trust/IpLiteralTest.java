package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1", "127.1", "0177.0.0.1", "0x7f.0.0.1", "2130706433", "1.2.3.256", "1.2.3.4.",
            "1.2.3",
        "1.2.3.4.5", " 1.2.3.4", "01.2.3.4", "1..2.3", ":", ":::", "1:2:3:4:5:6:7", "1::2::3",
            "12345::",
        "1:2:3:4:5:6:7:8:9", "::1.2.3", "1:2:3:4:5:6:7::8:9", "g::", "1:", ":1:2:3:4:5:6:7",
            "::1%eth0"
      })
  void otherSpellingsAreNoAddresses(String text) {
    assertThat(IpLiteral.parse(text)).isNull();
  }

  @Test
  void usualSpellingsAreAddresses() throws Exception {
    for (String text :
        new String[] {
          "0.0.0.0",
          "255.255.255.255",
          "10.0.0.1",
          "::",
          "::1",
          "1::",
          "2001:DB8::8a2e:370:7334",
          "1:2:3:4:5:6:7:8",
          "1::8",
          "64:ff9b::192.0.2.33",
          "fe80::1"
        }) {
      assertThat(IpLiteral.parse(text)).isEqualTo(InetAddress.getByName(text).getAddress());
    }
  }

  @Test
  void longestRunOfZerosIsShortened() {
    assertThat(IpLiteral.format(IpLiteral.parse("2001:db8:0:0:1:0:0:1")))
        .isEqualTo("2001:db8::1:0:0:1");
    assertThat(IpLiteral.format(IpLiteral.parse("0:0:0:0:0:0:0:0"))).isEqualTo("::");
    assertThat(IpLiteral.format(IpLiteral.parse("1:0:2:3:4:5:6:7"))).isEqualTo("1:0:2:3:4:5:6:7");
    assertThat(IpLiteral.format(IpLiteral.parse("1:0:0:3:0:0:0:7"))).isEqualTo("1:0:0:3::7");
  }

  @Property(tries = 500)
  void formattedAddressesAreReadBack(@ForAll @Size(16) byte[] v6, @ForAll @Size(4) byte[] v4) {
    assertThat(IpLiteral.parse(IpLiteral.format(v6))).isEqualTo(v6);
    assertThat(IpLiteral.parse(IpLiteral.format(v4))).isEqualTo(v4);
  }
}

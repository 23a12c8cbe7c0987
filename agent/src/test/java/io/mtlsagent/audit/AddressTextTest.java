package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,127.0.0.1",
    "::1,::1",
    "::,::",
    "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "2001:0DB8::,2001:db8::",
    "1:0:0:2:0:0:0:3,1:0:0:2::3",
    "0:0:1::,0:0:1::"
  })
  void ipv6IsWrittenInTheShortFormOfRfc5952(String given, String written) throws Exception {
    assertThat(AddressText.of(InetAddress.getByName(given))).isEqualTo(written);
  }

  @Test
  void theScopeOfAnAddressIsLeftOut() throws Exception {
    byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
    assertThat(AddressText.of(Inet6Address.getByAddress(null, linkLocal, 1))).isEqualTo("fe80::1");
  }

  @Property(tries = 300)
  void theShortFormNamesTheSameAddress(@ForAll @Size(16) byte[] bytes) throws Exception {
    InetAddress address = Inet6Address.getByAddress(null, bytes, -1);
    String text = AddressText.of(address);
    assertThat(InetAddress.getByName(text).getAddress()).isEqualTo(address.getAddress());
    assertThat(AddressText.shortened(address.getHostAddress())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1",
    "host.example",
    "1:2:3",
    "1:2:3:4:5:6:7:8:9",
    "12345:0:0:0:0:0:0:1",
    "::1"
  })
  void otherTextStaysAsItIs(String text) {
    assertThat(AddressText.shortened(text)).isEqualTo(text);
  }
}

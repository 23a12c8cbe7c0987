package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever a list says of where its delta lists are: a few addresses of http, or none. */
class StatusAddressesFuzzTest {

  @FuzzTest
  void anyBytesAreAddressesOrNone(byte[] data) {
    List<List<HttpAddress>> points = StatusAddresses.ofDeltas(data);
    assertThat(points).hasSizeLessThanOrEqualTo(4);
    for (List<HttpAddress> addresses : points) {
      assertThat(addresses).isNotEmpty().hasSizeLessThanOrEqualTo(3);
      for (HttpAddress address : addresses) {
        assertThat(address.host()).isNotEmpty();
        assertThat(address.port()).isBetween(1, 65_535);
        assertThat(address.target()).startsWith("/").doesNotContain(" ", "\r", "\n");
        assertThat(address.hostHeader()).doesNotContain("\r", "\n", " ");
      }
    }
  }
}

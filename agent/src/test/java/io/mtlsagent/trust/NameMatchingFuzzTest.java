package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;

/** Names match only if they are the same, or one label apart where the pattern is a wildcard. */
class NameMatchingFuzzTest {

  @FuzzTest
  void namesThatMatchAreTheSame(FuzzedDataProvider data) {
    String pattern = data.consumeString(80);
    String host = data.consumeRemainingAsString();
    ExpectedName expected = ExpectedName.of(host);
    String name = expected.dnsName();
    if (name == null || !DnsName.matches(pattern, name)) {
      return;
    }
    assertThat(expected.address()).isNull();
    String lower = pattern.toLowerCase(Locale.ROOT);
    if (lower.startsWith("*.")) {
      assertThat(name.substring(name.indexOf('.'))).isEqualTo(lower.substring(1));
      assertThat(name.indexOf('.')).isPositive();
    } else {
      assertThat(name).isEqualTo(lower);
    }
    assertThat(name).matches("[a-z0-9.-]+");
  }
}

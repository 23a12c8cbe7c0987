package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsNameTest {

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example",
    "A.Example, a.example",
    "*.example.com, a.example.com",
    "localhost, localhost",
    "*.a.b.c, x.a.b.c"
  })
  void covers(String pattern, String host) {
    assertThat(DnsName.matches(pattern, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*.a.b, x.y.a.b",
    "*.example.com, example.com",
    "*, example",
    "*.com, example.com",
    "a*.example.com, ab.example.com",
    "*a.example.com, ba.example.com",
    "a.*.com, a.b.com",
    "*.*.com, a.b.com",
    "a.example., a.example",
    ".example, a.example",
    "a_b.example, a_b.example",
    "xn--*.example.com, xn--a.example.com",
    "b.example, a.example",
    "example, a.example",
    "**.example.com, a.example.com"
  })
  void doesNotCover(String pattern, String host) {
    assertThat(DnsName.matches(pattern, host)).isFalse();
  }

  @Test
  void nullBytesAndSpacesMatchNothing() {
    assertThat(DnsName.matches("good.example\0.evil", "good.example")).isFalse();
    assertThat(DnsName.matches("good.example\0", "good.example")).isFalse();
    assertThat(DnsName.ofHost("good.example\0")).isNull();
    assertThat(DnsName.ofHost("good example")).isNull();
    assertThat(DnsName.ofHost("")).isNull();
    assertThat(DnsName.ofHost("a..b")).isNull();
    assertThat(DnsName.ofHost("-a.b")).isNull();
  }

  @Test
  void hostsAreNormalisedInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(DnsName.ofHost("API.Example.COM.")).isEqualTo("api.example.com");
      assertThat(DnsName.ofHost("bücher.example")).isEqualTo("xn--bcher-kva.example");
      assertThat(DnsName.matches("API.EXAMPLE.COM", "api.example.com")).isTrue();
    } finally {
      Locale.setDefault(before);
    }
  }
}

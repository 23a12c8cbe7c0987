package io.mtlsagent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdwardsSupportTest {

  /** This JVM has the keys by SunEC, which before Java 16 says nothing about TLS. */
  @ParameterizedTest
  @CsvSource({"1.8, false", "11, false", "15, false", "16, true", "17, true", "25, true"})
  void tlsKnowsEdwardsCurvesFromJava16On(String version, boolean supported) {
    assertThat(EdwardsSupport.isSupported("Ed25519", version)).isEqualTo(supported);
  }
}

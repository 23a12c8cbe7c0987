package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFaultTest {

  @ParameterizedTest
  @ValueSource(strings = {"15", "15.0.2", "16.0.1", "17", "17.0.1", "17.0.2", "18", "18-ea"})
  void jvmThatTakesASignatureOfZerosIsWarnedOf(String version) {
    assertThat(JvmFault.of(version)).contains(version, "CVE-2022-21449");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.8.0_261",
        "11.0.27",
        "14.0.2",
        "17.0.3",
        "17.0.15",
        "18.0.1",
        "18.0.2.1",
        "19-ea",
        "21",
        "25.0.1",
        "",
        "unknown"
      })
  void othersAreNot(String version) {
    assertThat(JvmFault.of(version)).isNull();
  }
}

package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFaultTest {

  @ParameterizedTest
  @ValueSource(strings = {"15", "15.0.2", "16.0.1", "17", "17.0.1", "17.0.2", "18", "18-ea"})
  void jvmThatTakesASignatureOfZerosIsWarnedOf(String version) {
    assertThat(JvmFault.of(version)).contains(version, "CVE-2022-21449");
  }

  private static final long NOW = Instant.parse("2026-11-25T12:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(strings = {"2025-10-21", "2022-01-18", "2018-03-20"})
  void jvmThatHasMissedTheUpdatesOfAYearIsWarnedOf(String date) {
    assertThat(JvmFault.ofAge("17.0.2", date, NOW)).contains("17.0.2 of " + date, "Update the JVM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-01", "2026-10-20", "2027-01-01", "", "unknown", "1234567"})
  void newerOnesAndThoseThatDoNotTellTheirAgeAreNot(String date) {
    assertThat(JvmFault.ofAge("17.0.2", date, NOW)).isNull();
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

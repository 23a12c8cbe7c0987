package io.mtlsagent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampTest {

  @Test
  void millisecondsAreAlwaysWritten() {
    assertThat(Timestamp.of(Instant.parse("2026-11-23T09:30:00Z").toEpochMilli()))
        .isEqualTo("2026-11-23T09:30:00.000Z");
    assertThat(Timestamp.of(Instant.parse("2026-11-23T09:30:00.123Z").toEpochMilli()))
        .isEqualTo("2026-11-23T09:30:00.123Z");
  }

  @Property
  void everyMomentOfTheYears0To9999IsReadBackAsItself(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
    assertThat(Instant.parse(Timestamp.of(millis)).toEpochMilli()).isEqualTo(millis);
  }
}

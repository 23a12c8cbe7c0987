package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityParsersTest {

  private static final Place PLACE = new Place(new File("a.properties"), "key");

  private static Duration duration(String text) throws InvalidValueException {
    return new DurationParser(Duration.ZERO).parse(text, PLACE);
  }

  private static long size(String text) throws InvalidValueException {
    return new SizeParser().parse(text, PLACE);
  }

  @ParameterizedTest
  @CsvSource({
    "5s,PT5S",
    "500ms,PT0.5S",
    "1m,PT1M",
    "2h,PT2H",
    "7d,PT168H",
    "0,PT0S",
    "0s,PT0S",
    "5 s,PT5S",
    "PT5S,PT5S",
    "pt1m30s,PT1M30S",
    "P1D,PT24H"
  })
  void durationsHaveAUnitOrAreIso8601(String text, String expected) throws Exception {
    assertThat(duration(text)).isEqualTo(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "s",
        "-5s",
        "PT-5S",
        "5S",
        "5sec",
        "1.5s",
        "5s 3ms",
        "٥s",
        "P",
        "PT",
        "99999999999999999999s",
        "9223372036854775807d",
        "P999999999D",
        "5 minutes"
      })
  void anythingElseIsNoDuration(String text) {
    assertThatThrownBy(() -> duration(text)).isInstanceOf(InvalidValueException.class);
  }

  @Property
  void wholeMillisecondsAreKept(@ForAll @LongRange(min = 0, max = 3_000_000_000_000L) long millis)
      throws Exception {
    assertThat(duration(millis + "ms").toMillis()).isEqualTo(millis);
    assertThat(duration(Duration.ofMillis(millis).toString()).toMillis()).isEqualTo(millis);
  }

  @Property
  void noTextMakesTheParserThrowAnythingElse(@ForAll String text) {
    try {
      duration(text);
      size(text);
      new PortsParser().parse(text, PLACE);
      new HostsParser().parse(text, PLACE);
    } catch (InvalidValueException e) {
      assertThat(e.mend()).isNotEmpty();
    }
  }

  @Test
  void aDurationBelowTheShortestIsRefused() {
    assertThatThrownBy(() -> new DurationParser(Duration.ofMillis(10)).parse("9ms", PLACE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("is shorter than 10ms");
  }

  @ParameterizedTest
  @CsvSource({
    "100MB,100000000",
    "64KiB,65536",
    "1kB,1000",
    "1KB,1000",
    "2GiB,2147483648",
    "5,5",
    "7B,7",
    "1 MiB,1048576",
    "0,0",
    "1TB,1000000000000"
  })
  void sizesAreDecimalOrBinaryByTheirUnit(String text, long expected) throws Exception {
    assertThat(size(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1MB", "1.5MB", "1M", "1Mb2", "9999999999999GiB", "1 2MB"})
  void anythingElseIsNoSize(String text) {
    assertThatThrownBy(() -> size(text)).isInstanceOf(InvalidValueException.class);
  }

  @Property
  void binaryUnitsMultiplyBy1024(@ForAll @IntRange(min = 0) int count) throws Exception {
    assertThat(size(count + "KiB")).isEqualTo(count * 1024L);
    assertThat(size(count + "MiB")).isEqualTo(count * 1024L * 1024L);
  }
}

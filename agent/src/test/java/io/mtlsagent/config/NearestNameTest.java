package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "mode,mode,0",
    "mdoe,mode,1",
    "mod,mode,1",
    "modes,mode,1",
    "made,mode,1",
    "ab,,2",
    "ca,abc,3"
  })
  void aSwapOfNeighboursCountsAsOneStep(String a, String b, int distance) {
    assertThat(NearestName.distance(a, b == null ? "" : b)).isEqualTo(distance);
  }

  @Property
  void theDistanceIsSymmetricAndZeroForEqualTextsAlone(
      @ForAll @StringLength(max = 12) String a, @ForAll @StringLength(max = 12) String b) {
    assertThat(NearestName.distance(a, b)).isEqualTo(NearestName.distance(b, a));
    assertThat(NearestName.distance(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(NearestName.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
  }

  @Test
  void aNameLikeNoneHasNoNearest() {
    assertThat(NearestName.of("quux", List.of("mode", "profile"))).isNull();
    assertThat(NearestName.of("x", List.of())).isNull();
  }
}

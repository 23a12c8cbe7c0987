package io.mtlsagent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class TimelineTest {

  @Property
  void everyHandshakeIsInTheIntervalOfItsTimeWhateverTheirOrder(
      @ForAll @NotEmpty List<@LongRange(min = 0, max = 4_000_000_000_000L) Long> times) {
    Timeline timeline = new Timeline();
    for (long time : times) {
      timeline.add(Outcome.ACCEPTED, time);
    }
    assertThat(timeline.size()).isBetween(1, Timeline.MAX_INTERVALS);
    long total = 0;
    for (int i = 0; i < timeline.size(); i++) {
      long start = timeline.start(i);
      long end = start + timeline.length();
      assertThat(timeline.count(i, Outcome.ACCEPTED))
          .isEqualTo(times.stream().filter(time -> time >= start && time < end).count());
      total += timeline.count(i, Outcome.ACCEPTED);
    }
    assertThat(total).isEqualTo(times.size());
  }
}

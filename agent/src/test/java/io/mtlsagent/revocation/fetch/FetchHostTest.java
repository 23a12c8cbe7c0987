package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FetchHostTest {

  private final Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
  private final FetchHost host = new FetchHost();

  private Subscription work() {
    try {
      return new Subscription(fetches, HttpAddress.parse("http://host.example/")) {
        @Override
        protected boolean isUsable(Instant now) {
          return false;
        }

        @Override
        protected @Nullable Instant freshUntil() {
          return null;
        }

        @Override
        protected void fetch(HttpClient client) {}

        @Override
        protected String name() {
          return "work";
        }
      };
    } catch (FetchException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void threeRequestsBeginAtOnceAndOthersWaitForTheirEnd() throws FetchException {
    for (int i = 0; i < 3; i++) {
      assertThat(host.begin(work())).isTrue();
    }
    Subscription fourth = work();
    assertThat(host.begin(fourth)).isFalse();
    assertThat(host.next()).isSameAs(fourth);
    assertThat(host.next()).isNull();
    assertThat(host.begin(work())).as("in place of the one that has ended").isTrue();
  }

  @Test
  void oneThatFailsGetsOneRequestAtATime() throws FetchException {
    assertThat(host.begin(work())).isTrue();
    host.failed();
    assertThat(host.next()).isNull();

    assertThat(host.begin(work())).isTrue();
    Subscription second = work();
    assertThat(host.begin(second)).isFalse();
    assertThat(host.next()).as("when the first has ended").isSameAs(second);
  }

  @Test
  void whereThreeAreUnderWayAsItFailsTheyAreNotReplacedButForTheLast() throws FetchException {
    for (int i = 0; i < 3; i++) {
      host.begin(work());
    }
    Subscription waiting = work();
    host.begin(waiting);
    host.failed();
    assertThat(host.next()).isNull();
    assertThat(host.next()).isNull();
    assertThat(host.next()).isSameAs(waiting);
  }

  @Test
  void oneThatWorksAgainGetsThree() throws FetchException {
    host.failed();
    assertThat(host.begin(work())).isTrue();
    assertThat(host.begin(work())).isFalse();
    host.succeeded();
    assertThat(host.begin(work())).isTrue();
    assertThat(host.begin(work())).isTrue();
    assertThat(host.begin(work())).isFalse();
  }

  @Test
  void oneThatFailsTwiceRunningIsLeftAloneForAWhile() {
    host.failed();
    assertThat(host.isResting()).isFalse();
    host.failed();
    assertThat(host.isResting()).isTrue();
    host.succeeded();
    assertThat(host.isResting()).isFalse();
    host.failed();
    assertThat(host.isResting()).as("not twice running").isFalse();
  }

  @Test
  void noEndOfQuestionsWaitsForOneServer() throws FetchException {
    FetchException refusal = null;
    int taken = 0;
    try {
      for (int i = 0; i < 20_000; i++) {
        host.begin(work());
        taken++;
      }
    } catch (FetchException e) {
      refusal = e;
    }
    assertThat(taken).isEqualTo(10_003);
    assertThat(refusal).hasMessageContaining("too many requests wait");
  }
}

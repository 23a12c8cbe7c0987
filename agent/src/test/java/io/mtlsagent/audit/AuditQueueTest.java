package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditQueueTest {

  private final AuditQueue queue = new AuditQueue(2);

  private AuditAction next() {
    AuditEvent event = queue.peek();
    queue.remove(1);
    return event == null ? null : event.action();
  }

  @Test
  void aLossStandsBetweenTheEventsBeforeAndAfterIt() {
    queue.offer(event(1));
    queue.offer(event(2));
    queue.offerOrLose(event(3));
    assertThat(next()).isEqualTo(AuditAction.PEER_ACCEPTED);
    assertThat(queue.offer(AuditEvent.of(AuditAction.MODE_CHANGED).build())).isTrue();
    assertThat(next()).isEqualTo(AuditAction.PEER_ACCEPTED);
    assertThat(next()).isEqualTo(AuditAction.AUDIT_DROPPED);
    assertThat(next()).isEqualTo(AuditAction.MODE_CHANGED);
    assertThat(next()).isNull();
  }

  @Test
  void aLossIsToldOnceEvenIfNothingFollows() {
    queue.offer(event(1));
    queue.offer(event(2));
    queue.offerOrLose(event(3));
    queue.offerOrLose(event(4));
    next();
    next();
    assertThat(next()).isEqualTo(AuditAction.AUDIT_DROPPED);
    assertThat(queue.peek()).isNull();
    assertThat(queue.lost()).isEqualTo(2);
  }

  @Test
  void waitingInVainStallsTheQueueUntilSomethingIsWritten() throws Exception {
    queue.offer(event(1));
    queue.offer(event(2));
    assertThat(queue.offer(event(3), 1)).isFalse();
    assertThat(queue.isStalled()).isTrue();
    queue.remove(1);
    assertThat(queue.isStalled()).isFalse();
  }

  @Test
  void aPauseLastsHoweverManyAreAddedAndEndsWhenWoken() throws Exception {
    Thread pausing =
        new Thread(
            () -> {
              try {
                queue.pause(60_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    pausing.start();
    while (pausing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    queue.offer(event(1));
    assertThat(pausing.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    queue.wake();
    pausing.join(30_000);
    assertThat(pausing.isAlive()).isFalse();
  }
}

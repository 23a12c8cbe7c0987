package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.STOPPED;
import static io.mtlsagent.audit.AuditLogFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AuditDeliveryTest {

  private final Diagnostics diagnostics = new Diagnostics();
  private final Script destination = new Script();

  /** A destination that is full when the test says so. */
  private static final class Script implements LineDestination {

    final List<Map<String, Object>> lines = new CopyOnWriteArrayList<>();
    volatile boolean full;
    volatile int attempts;

    @Override
    public @Nullable LogTail prepare() {
      return null;
    }

    @Override
    public boolean takesTogether(int bytes, int more) {
      return false;
    }

    @Override
    public void write(byte[] line) throws IOException {
      attempts = attempts + 1;
      if (full) {
        throw new IOException("No space left on device");
      }
      lines.add(Json.line(line));
    }

    @Override
    public void close() {}

    @Override
    public String name() {
      return "script";
    }

    /** User names, or the action where an event has none. */
    List<String> told() {
      List<String> told = new ArrayList<>();
      for (Map<String, Object> line : lines) {
        Object user = Json.at(line, "user.name");
        told.add(String.valueOf(user == null ? Json.at(line, "event.action") : user));
      }
      return told;
    }
  }

  private AuditLog log(AuditDelivery delivery, AuditOverflow overflow, int capacity) {
    return new AuditLog(
        AuditOptions.to(AuditTarget.file(new File("script")))
            .delivery(delivery)
            .overflow(overflow)
            .queueCapacity(capacity)
            .blockMillis(50)
            .closeMillis(300)
            .build(),
        destination,
        diagnostics);
  }

  /** Async and block, with a limit that no test reaches. */
  private AuditLog patientLog(int capacity) {
    return new AuditLog(
        AuditOptions.to(AuditTarget.file(new File("script")))
            .queueCapacity(capacity)
            .blockMillis(600_000)
            .build(),
        destination,
        diagnostics);
  }

  @Test
  void syncReturnsOnlyAfterTheLineIsWritten() throws Exception {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.BLOCK, 10);
    log.write(event(1));
    assertThat(destination.told()).containsExactly("u1");
  }

  @Test
  void syncAndBlockRefuseWhileTheDiskIsFullAndTheRefusalsAreToldWhenItIsBack() throws Exception {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.BLOCK, 10);
    log.write(event(1));
    destination.full = true;
    assertThatThrownBy(() -> log.write(event(2)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("No space left on device");
    log.record(AuditEvent.of(AuditAction.PEER_REJECTED).code("internal_error").build());
    destination.full = false;
    log.write(event(3));
    assertThat(destination.told()).containsExactly("u1", "peer-rejected", "u3");
    assertThat(Json.each(destination.lines, "event.sequence")).containsExactly(1L, 2L, 3L);
  }

  @Test
  void withTheAuditThreadKeptLinesAreWrittenWithoutAnotherHandshake() {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.BLOCK, 10);
    log.start();
    destination.full = true;
    log.record(event(1));
    destination.full = false;
    await().until(() -> destination.told().equals(List.of("u1")));
  }

  @Test
  void syncAndDropKeepWhatFitsAndCountTheRest() throws Exception {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.DROP, 2);
    destination.full = true;
    for (int i = 1; i <= 5; i++) {
      log.write(event(i));
    }
    assertThat(log.counters().dropped()).isEqualTo(3);
    destination.full = false;
    log.write(event(6));
    assertThat(destination.told()).containsExactly("u1", "u2", "audit-dropped", "u6");
    assertThat(Json.at(destination.lines.get(2), "mtls.details.count")).isEqualTo(3L);
  }

  @Test
  void eventsBeforeTheStartAreKeptAndNoThreadIsMade() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 10);
    log.write(event(1));
    log.record(event(2));
    assertThat(destination.attempts).isZero();
    assertThat(log.counters().queued()).isEqualTo(2);
    log.start();
    log.start();
    await().until(() -> destination.told().equals(List.of("u1", "u2")));
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mtls-agent-audit") && thread.isAlive()))
        .allMatch(Thread::isDaemon);
    log.close(STOPPED);
  }

  @Test
  void asyncAndBlockRefuseAHandshakeThatWaitedTooLong() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 2);
    log.write(event(1));
    log.write(event(2));
    assertThatThrownBy(() -> log.write(event(3))).isInstanceOf(AuditUnavailableException.class);
    log.record(event(4));
    assertThat(log.counters().dropped()).isEqualTo(1);
    log.start();
    await().until(() -> destination.told().equals(List.of("u1", "u2", "audit-dropped")));
    log.close(STOPPED);
  }

  @Test
  @Timeout(60)
  void asyncAndBlockLoseNoRejectedPeerWhileLinesAreWritten() throws Exception {
    AuditLog log = patientLog(2);
    log.start();
    for (int i = 0; i < 2_000; i++) {
      log.record(event(i));
    }
    log.close(STOPPED);
    assertThat(log.counters().dropped()).isZero();
    assertThat(destination.told()).hasSize(2_001);
  }

  @Test
  @Timeout(60)
  void asyncAndBlockLetAHandshakeGoOnWhenThereIsRoom() throws Exception {
    AuditLog log = patientLog(1);
    log.write(event(1));
    Thread waiting =
        new Thread(
            () -> {
              try {
                log.write(event(2));
              } catch (AuditUnavailableException e) {
                throw new IllegalStateException(e);
              }
            });
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    log.start();
    waiting.join();
    await().until(() -> destination.told().equals(List.of("u1", "u2")));
    log.close(STOPPED);
  }

  @Test
  void asyncAndDropTellInPlaceHowManyWereLost() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.DROP, 2);
    for (int i = 1; i <= 6; i++) {
      log.write(event(i));
    }
    assertThat(log.counters().dropped()).isEqualTo(4);
    log.start();
    await().until(() -> destination.lines.size() == 3);
    log.write(event(7));
    await().until(() -> destination.told().equals(List.of("u1", "u2", "audit-dropped", "u7")));
    assertThat(Json.at(destination.lines.get(2), "mtls.details.count")).isEqualTo(4L);
    assertThat(log.counters().written()).isEqualTo(4);
    log.close(STOPPED);
  }

  @Test
  void asyncTriesAgainWhenTheDiskIsFullAndLosesNothing() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 10);
    log.start();
    destination.full = true;
    log.write(event(1));
    log.write(event(2));
    await().until(() -> destination.attempts >= 2);
    destination.full = false;
    await().until(() -> destination.told().equals(List.of("u1", "u2")));
    assertThat(diagnostics.lines).hasSize(2);
    assertThat(diagnostics.lines.get(0)).contains("No space left on device");
    assertThat(diagnostics.lines.get(1)).contains("written again");
    log.close(STOPPED);
  }

  @Test
  void aLongOutageIsNotToldAtEveryAttempt() {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.DROP, 2);
    destination.full = true;
    for (int i = 0; i < 200; i++) {
      log.record(event(i));
    }
    assertThat(diagnostics.lines).hasSize(1);
  }

  @Test
  void closeWritesWhatWaitsAndTheFarewellLast() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 1000);
    log.start();
    for (int i = 0; i < 500; i++) {
      log.write(event(i));
    }
    log.close(STOPPED);
    assertThat(destination.told()).hasSize(501).endsWith("u499", "agent-stopped");
  }

  @Test
  void aLogThatWasNeverStartedIsWrittenAtItsClose() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 10);
    log.write(event(1));
    log.close(STOPPED);
    assertThat(destination.told()).containsExactly("u1", "agent-stopped");
  }

  @Test
  void connectionsOfShutdownHooksAreStillAudited() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 10);
    log.start();
    log.close(STOPPED);
    log.write(event(1));
    assertThat(destination.told()).containsExactly("agent-stopped", "u1");
  }

  @Test
  void closeGivesUpOnADiskThatStaysFullAndSaysWhatIsLost() throws Exception {
    AuditLog log = log(AuditDelivery.ASYNC, AuditOverflow.BLOCK, 10);
    destination.full = true;
    log.write(event(1));
    log.close(STOPPED);
    assertThat(diagnostics.lines).last().asString().contains("2 lines could not be written");
  }

  @Test
  void anInterruptedHandshakeIsAuditedAndStaysInterrupted() throws Exception {
    AuditLog log = log(AuditDelivery.SYNC, AuditOverflow.BLOCK, 10);
    Thread.currentThread().interrupt();
    log.write(event(1));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(destination.told()).containsExactly("u1");
  }

  @Test
  void noneDiscardsEverything() throws Exception {
    AuditLog log =
        AuditLog.open(AuditOptions.to(AuditTarget.none()).queueCapacity(1).build(), diagnostics);
    log.start();
    log.write(event(1));
    log.write(event(2));
    log.record(event(3));
    log.close(STOPPED);
    assertThat(log.counters().written()).isZero();
    assertThat(log.destination()).isEqualTo("none");
  }
}

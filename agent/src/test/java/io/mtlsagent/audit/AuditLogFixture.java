package io.mtlsagent.audit;

import io.mtlsagent.policy.AuditDelivery;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tests of the log share: events with a number, and diagnostics that are kept. */
final class AuditLogFixture {

  static final AuditEvent STOPPED = AuditEvent.of(AuditAction.AGENT_STOPPED).build();

  private AuditLogFixture() {}

  static AuditEvent event(int number) {
    return AuditEvent.of(AuditAction.PEER_ACCEPTED).user("u" + number).build();
  }

  static AuditOptions.Builder syncTo(File file) {
    return AuditOptions.to(AuditTarget.file(file)).delivery(AuditDelivery.SYNC);
  }

  static AuditOptions.Builder asyncTo(File file) {
    return AuditOptions.to(AuditTarget.file(file)).delivery(AuditDelivery.ASYNC);
  }

  static final class Diagnostics implements AuditDiagnostics {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void line(String message) {
      lines.add(message);
    }
  }

  /** Writes events from one number to another and ends the log without a farewell. */
  static void writeAndClose(AuditOptions.Builder options, int from, int to) throws Exception {
    AuditLog log = AuditLog.open(options.build(), new Diagnostics());
    for (int number = from; number <= to; number++) {
      log.write(event(number));
    }
    log.close(STOPPED);
  }

  static AuditVerification verified(File log) throws IOException {
    return AuditVerifier.verify(AuditVerifier.rotated(log));
  }
}

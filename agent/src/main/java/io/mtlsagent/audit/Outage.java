package io.mtlsagent.audit;

import java.util.concurrent.TimeUnit;

/** Tells people, seldom, that lines cannot be written, and that they can again. */
final class Outage {

  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final AuditDiagnostics diagnostics;
  private boolean failing;
  private long failures;
  private long nextTelling;

  Outage(AuditDiagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  synchronized void failed(String destination, Throwable cause) {
    failures++;
    long now = System.nanoTime();
    if (!failing || now - nextTelling >= 0) {
      failing = true;
      nextTelling = now + REPEAT_NANOS;
      diagnostics.line(
          "audit: "
              + destination
              + " cannot be written ("
              + cause
              + "); failed attempts: "
              + failures);
    }
  }

  synchronized void over(String destination) {
    if (failing) {
      failing = false;
      failures = 0;
      diagnostics.line("audit: " + destination + " is written again");
    }
  }
}

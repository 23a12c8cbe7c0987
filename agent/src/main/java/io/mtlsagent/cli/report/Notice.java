package io.mtlsagent.cli.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines of one service on one thing that is not a handshake. */
final class Notice {

  private final Key key;
  private final Span span = new Span();
  private long count;
  private long lost;
  private String reason = "";

  Notice(Key key) {
    this.key = key;
  }

  void add(AuditRecord line) {
    count++;
    span.add(line.time());
    if (line.time() >= span.last()) {
      reason = line.text(AuditField.REASON, "");
    }
    if (line.action().equals("audit-dropped")) {
      lost += number(line.text(AuditField.LOST, "1"));
    }
  }

  private static long number(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** {@code event.action}. */
  String action() {
    return key.action;
  }

  ServiceName service() {
    return key.service;
  }

  long count() {
    return count;
  }

  /** How many audit lines were lost, where that is what the notice is about. */
  long lost() {
    return lost;
  }

  Span span() {
    return span;
  }

  /** The sentence of the last line; empty where it had none. */
  String reason() {
    return reason;
  }

  /** What a notice is about. */
  static final class Key {

    private final ServiceName service;
    private final String action;

    Key(ServiceName service, String action) {
      this.service = service;
      this.action = action;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key
          && service.equals(((Key) other).service)
          && action.equals(((Key) other).action);
    }

    @Override
    public int hashCode() {
      return Objects.hash(service, action);
    }
  }
}

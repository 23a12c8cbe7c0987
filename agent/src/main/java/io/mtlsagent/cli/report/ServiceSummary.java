package io.mtlsagent.cli.report;

import java.util.Map;
import java.util.TreeMap;

/** What one service saw. */
final class ServiceSummary {

  private static final int MAX_MODES = 8;

  private final ServiceName name;
  private final Tally tally = new Tally();
  private final Map<String, Long> modes = new TreeMap<>();
  private String mode = "";
  private long modeTime = Long.MIN_VALUE;

  ServiceSummary(ServiceName name) {
    this.name = name;
  }

  void add(Outcome outcome, AuditRecord line) {
    tally.add(outcome, line.time());
    String said = line.text(AuditField.MODE, "");
    if (!said.isEmpty() && (modes.size() < MAX_MODES || modes.containsKey(said))) {
      modes.merge(said, 1L, Long::sum);
    }
    if (!said.isEmpty() && line.time() >= modeTime) {
      modeTime = line.time();
      mode = said;
    }
  }

  ServiceName name() {
    return name;
  }

  Tally tally() {
    return tally;
  }

  /** Handshakes by mode. */
  Map<String, Long> modes() {
    return modes;
  }

  /** The mode of the latest handshake; empty where no line told. */
  String latestMode() {
    return mode;
  }
}

package io.mtlsagent.cli.report;

import java.io.File;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a number of audit logs tell, at one moment. */
public final class AuditReport {

  private final Observations seen;
  private final List<LogReading> readings;
  private final Assessment assessment;
  private final long now;

  private AuditReport(LogReader reader, Instant now) {
    this.seen = reader.observations();
    this.readings = reader.readings();
    this.now = now.toEpochMilli();
    this.assessment = Assessment.of(seen, readings, this.now);
  }

  /** Reads files in constant memory. */
  public static AuditReport of(List<File> logs, Period period, Instant now, Progress progress) {
    LogReader reader = new LogReader(period, progress);
    for (File log : logs) {
      reader.read(log);
    }
    return new AuditReport(reader, now);
  }

  /** Reads files, and a stream after them, in constant memory; the stream is left open. */
  public static AuditReport of(
      List<File> logs, InputStream stream, Period period, Instant now, Progress progress) {
    LogReader reader = new LogReader(period, progress);
    for (File log : logs) {
      reader.read(log);
    }
    reader.read("standard input", stream);
    return new AuditReport(reader, now);
  }

  /** Whether it is safe to enforce. */
  public Answer answer() {
    return assessment.answer();
  }

  Assessment assessment() {
    return assessment;
  }

  Observations seen() {
    return seen;
  }

  List<LogReading> readings() {
    return readings;
  }

  /** When the report was made, in milliseconds since 1970. */
  long now() {
    return now;
  }

  /** The busiest first. */
  List<Relation> relations() {
    List<Relation> all = seen.relations();
    all.sort(Comparator.comparingLong((Relation relation) -> -relation.tally().total()));
    return all;
  }

  /** What would have been refused first, then what was; in each the most frequent first. */
  List<RefusedPeer> refusals() {
    List<RefusedPeer> all = new ArrayList<>();
    for (Relation relation : seen.relations()) {
      for (Refusal refusal : relation.refusals()) {
        all.add(new RefusedPeer(relation, refusal));
      }
    }
    all.sort(
        Comparator.comparingLong(
                (RefusedPeer peer) -> -peer.refusal().tally().count(Outcome.WOULD_REJECT))
            .thenComparingLong(peer -> -peer.refusal().tally().count(Outcome.REJECTED)));
    return all;
  }

  /** The services by name. */
  List<ServiceSummary> services() {
    List<ServiceSummary> all = new ArrayList<>(seen.services());
    all.sort(Comparator.comparing((ServiceSummary service) -> service.name().label()));
    return all;
  }

  /** The latest first. */
  List<Notice> notices() {
    List<Notice> all = new ArrayList<>(seen.notices());
    all.sort(Comparator.comparingLong((Notice notice) -> -notice.span().last()));
    return all;
  }

  List<Expiry> expiries() {
    return Expiry.of(seen.certificates());
  }
}

package io.mtlsagent.cli.report;

import io.mtlsagent.cli.terminal.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prints a report as tables. */
public final class TerminalReport {

  private static final int WIDEST = 44;

  private final AuditReport report;
  private final PrintWriter out;
  private final int maxRows;

  private TerminalReport(AuditReport report, PrintWriter out, int maxRows) {
    this.report = report;
    this.out = out;
    this.maxRows = maxRows;
  }

  /** Prints all tables, each with no more rows than the limit. */
  public static void print(AuditReport report, PrintWriter out, int maxRows) {
    TerminalReport printing = new TerminalReport(report, out, maxRows);
    printing.observed();
    printing.services();
    printing.relations();
    printing.refusals();
    printing.expiries();
    printing.notices();
    printing.answer();
    out.flush();
  }

  private void observed() {
    Span span = report.seen().span();
    long lines = 0;
    for (LogReading reading : report.readings()) {
      lines += reading.auditLines();
    }
    out.println(
        Moments.plural(lines, "audit line")
            + " in "
            + Moments.plural(report.readings().size(), "log")
            + (span.isEmpty() ? "" : ", " + Moments.first(span) + " to " + Moments.last(span)));
  }

  private void services() {
    List<ServiceSummary> all = report.services();
    if (all.isEmpty()) {
      return;
    }
    title("Services");
    TextTable table =
        new TextTable(
            WIDEST, "SERVICE", "MODE", "ACCEPTED", "WOULD BE REFUSED", "REFUSED", "SINCE", "LAST");
    for (ServiceSummary service : all.subList(0, shown(all))) {
      Tally tally = service.tally();
      table.row(
          service.name().label(),
          service.latestMode(),
          Moments.number(tally.count(Outcome.ACCEPTED)),
          Moments.number(tally.count(Outcome.WOULD_REJECT)),
          Moments.number(tally.count(Outcome.REJECTED)),
          Moments.first(tally.span()),
          Moments.last(tally.span()));
    }
    print(table, all);
  }

  private void relations() {
    List<Relation> all = report.relations();
    if (all.isEmpty()) {
      return;
    }
    title("Who talks to whom");
    TextTable table =
        new TextTable(
            WIDEST,
            "CLIENT",
            "SERVER",
            "OVER",
            "USER",
            "TLS",
            "ACCEPTED",
            "WOULD BE REFUSED",
            "REFUSED",
            "FIRST",
            "LAST");
    for (Relation relation : all.subList(0, shown(all))) {
      Relation.Key key = relation.key();
      Tally tally = relation.tally();
      boolean inbound = key.peer().isClient();
      table.row(
          inbound ? key.peer().label() : key.service().label(),
          inbound ? key.service().label() : key.peer().label(),
          key.endpoint(),
          Objects.toString(relation.user(), ""),
          protocols(relation.protocols()),
          Moments.number(tally.count(Outcome.ACCEPTED)),
          Moments.number(tally.count(Outcome.WOULD_REJECT)),
          Moments.number(tally.count(Outcome.REJECTED)),
          Moments.first(tally.span()),
          Moments.last(tally.span()));
    }
    print(table, all);
  }

  private void refusals() {
    List<RefusedPeer> all = report.refusals();
    if (all.isEmpty()) {
      return;
    }
    title("Who would be, or was, refused, and why");
    TextTable table =
        new TextTable(
            WIDEST, "PEER", "SERVICE", "OVER", "CODE", "WOULD BE", "WAS", "LAST", "REASON");
    for (RefusedPeer peer : all.subList(0, shown(all))) {
      Relation.Key key = peer.relation().key();
      Tally tally = peer.refusal().tally();
      table.row(
          key.peer().label(),
          key.service().label(),
          key.endpoint(),
          peer.refusal().code(),
          Moments.number(tally.count(Outcome.WOULD_REJECT)),
          Moments.number(tally.count(Outcome.REJECTED)),
          Moments.last(tally.span()),
          peer.refusal().reason());
    }
    print(table, all);
  }

  private void expiries() {
    List<Expiry> all = report.expiries();
    if (all.isEmpty()) {
      return;
    }
    title("Whose certificates end when");
    TextTable table = new TextTable(WIDEST, "PEER", "ENDS", "", "LAST SEEN", "SHA-256");
    for (Expiry expiry : all.subList(0, shown(all))) {
      SeenCertificate certificate = expiry.certificate();
      table.row(
          certificate.peer().label(),
          Moments.date(certificate.notAfter()),
          expiry.remaining(report.now()),
          Moments.last(certificate.span()),
          VisibleText.of(certificate.hash(), 19));
    }
    print(table, all);
  }

  private void notices() {
    List<Notice> all = report.notices();
    if (all.isEmpty()) {
      return;
    }
    title("Other events");
    TextTable table = new TextTable(WIDEST, "EVENT", "SERVICE", "COUNT", "LAST", "REASON");
    for (Notice notice : all.subList(0, shown(all))) {
      table.row(
          notice.action(),
          notice.service().label(),
          Moments.number(notice.count()),
          Moments.last(notice.span()),
          notice.reason());
    }
    print(table, all);
  }

  private void answer() {
    out.println();
    Assessment assessment = report.assessment();
    for (String caveat : assessment.caveats()) {
      out.println("NOTE: " + VisibleText.of(caveat));
    }
    for (String finding : assessment.findings()) {
      out.println("FINDING: " + VisibleText.of(finding));
    }
    out.println(assessment.sentence(report.seen()));
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void print(TextTable table, List<?> all) {
    table.print(out);
    int more = all.size() - shown(all);
    if (more > 0) {
      out.println("(" + Moments.number(more) + " more; --rows shows them)");
    }
  }

  private int shown(List<?> all) {
    return Math.min(maxRows, all.size());
  }

  static String protocols(Map<String, Long> protocols) {
    return String.join(", ", protocols.keySet());
  }
}

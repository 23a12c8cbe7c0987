package io.mtlsagent.cli.report;

import io.mtlsagent.cli.terminal.VisibleText;
import java.util.List;
import java.util.Objects;

/** The tables of the page. */
final class HtmlTables {

  private static final int MAX_ROWS = 500;

  private final AuditReport report;
  private final Html html;

  HtmlTables(AuditReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    refusals();
    relations();
    expiries();
    services();
    notices();
    logs();
  }

  private void refusals() {
    List<RefusedPeer> all = report.refusals();
    if (begin(
        "refusals",
        "Who would be, or was, refused, and why",
        all,
        "Peer",
        "Service",
        "Over",
        "Code",
        "#Would be",
        "#Was",
        "Last",
        "Reason")) {
      for (RefusedPeer peer : shown(all)) {
        Relation.Key key = peer.relation().key();
        Tally tally = peer.refusal().tally();
        html.open("tr");
        name(key.peer().label());
        word(key.service().label());
        cell(key.endpoint());
        html.open("td");
        html.element("code", peer.refusal().code(), "class", Svg.styleOf(tally));
        html.close("td");
        number(tally.count(Outcome.WOULD_REJECT));
        number(tally.count(Outcome.REJECTED));
        time(Moments.last(tally.span()));
        cell(peer.refusal().reason());
        html.close("tr");
      }
      end(all);
    }
  }

  private void relations() {
    List<Relation> all = report.relations();
    if (begin(
        "relations",
        "All connections",
        all,
        "Client",
        "Server",
        "Over",
        "User",
        "TLS",
        "#Accepted",
        "#Would be",
        "#Was refused",
        "First",
        "Last")) {
      for (Relation relation : shown(all)) {
        Relation.Key key = relation.key();
        boolean inbound = key.peer().isClient();
        html.open("tr");
        name(inbound ? key.peer().label() : key.service().label());
        peer(inbound ? key.service().label() : key.peer().label());
        cell(key.endpoint());
        cell(Objects.toString(relation.user(), ""));
        word(TerminalReport.protocols(relation.protocols()));
        number(relation.tally().count(Outcome.ACCEPTED));
        number(relation.tally().count(Outcome.WOULD_REJECT));
        number(relation.tally().count(Outcome.REJECTED));
        time(Moments.date(relation.tally().span().first()));
        time(Moments.last(relation.tally().span()));
        html.close("tr");
      }
      end(all);
    }
  }

  private void expiries() {
    List<Expiry> all = report.expiries();
    if (begin(
        "expiries",
        "Whose certificates end when",
        all,
        "Peer",
        "Role",
        "Ends",
        "Remaining",
        "",
        "Last seen",
        "SHA-256")) {
      for (Expiry expiry : shown(all)) {
        SeenCertificate certificate = expiry.certificate();
        html.open("tr");
        name(certificate.peer().label());
        cell(certificate.peer().isClient() ? "client" : "server");
        time(Moments.date(certificate.notAfter()));
        html.open("td");
        ExpiryBar.draw(expiry, report.now(), html);
        html.close("td");
        cell(expiry.remaining(report.now()));
        time(Moments.last(certificate.span()));
        html.open("td");
        html.element("code", VisibleText.of(certificate.hash(), 19), "title", certificate.hash());
        html.close("td");
        html.close("tr");
      }
      end(all);
    }
  }

  private void services() {
    List<ServiceSummary> all = report.services();
    if (begin(
        "services",
        "Services",
        all,
        "Service",
        "Mode",
        "#Accepted",
        "#Would be refused",
        "#Refused",
        "Since",
        "Last")) {
      for (ServiceSummary service : shown(all)) {
        Tally tally = service.tally();
        html.open("tr");
        name(service.name().label());
        cell(service.latestMode());
        number(tally.count(Outcome.ACCEPTED));
        number(tally.count(Outcome.WOULD_REJECT));
        number(tally.count(Outcome.REJECTED));
        time(Moments.first(tally.span()));
        time(Moments.last(tally.span()));
        html.close("tr");
      }
      end(all);
    }
  }

  private void notices() {
    List<Notice> all = report.notices();
    if (begin("events", "Other events", all, "Event", "Service", "#Count", "Last", "Reason")) {
      for (Notice notice : shown(all)) {
        html.open("tr");
        name(notice.action());
        word(notice.service().label());
        number(notice.count());
        time(Moments.last(notice.span()));
        cell(notice.reason());
        html.close("tr");
      }
      end(all);
    }
  }

  private void logs() {
    List<LogReading> all = report.readings();
    if (begin(
        "logs",
        "Logs that were read",
        all,
        "Log",
        "#Audit lines",
        "#Outside of the period",
        "#Other lines",
        "End")) {
      for (LogReading reading : shown(all)) {
        html.open("tr");
        name(reading.name());
        number(reading.auditLines());
        number(reading.outside());
        number(reading.foreign());
        cell(
            reading.trouble() != null
                ? reading.trouble()
                : reading.isTorn() ? "the last line is cut off" : "whole");
        html.close("tr");
      }
      end(all);
    }
  }

  /** Begins a section with a table, unless there is nothing in it; "#" marks columns of numbers. */
  private boolean begin(String id, String title, List<?> rows, String... heads) {
    if (rows.isEmpty()) {
      return false;
    }
    html.open("section", "aria-labelledby", id);
    html.element("h2", title, "id", id);
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-labelledby", id);
    html.open("table");
    html.open("thead");
    html.open("tr");
    for (String head : heads) {
      boolean number = head.startsWith("#");
      if (head.isEmpty()) {
        html.element("td", "");
      } else {
        html.element(
            "th",
            number ? head.substring(1) : head,
            "scope",
            "col",
            "class",
            number ? "number" : "text");
      }
    }
    html.close("tr");
    html.close("thead");
    html.open("tbody");
    return true;
  }

  private void end(List<?> rows) {
    html.close("tbody");
    html.close("table");
    html.close("div");
    if (rows.size() > MAX_ROWS) {
      html.element(
          "p",
          Moments.number(rows.size() - MAX_ROWS) + " more; report --json shows all of them.",
          "class",
          "muted");
    }
    html.close("section");
  }

  private static <T> List<T> shown(List<T> all) {
    return all.subList(0, Math.min(MAX_ROWS, all.size()));
  }

  private void name(String text) {
    html.open("th", "scope", "row").breakable(text).close("th");
  }

  private void cell(String text) {
    html.element("td", text);
  }

  private void peer(String text) {
    html.open("td", "class", "peer").breakable(text).close("td");
  }

  private void word(String text) {
    html.element("td", text, "class", "word");
  }

  private void number(long count) {
    html.element("td", Moments.number(count), "class", count == 0 ? "number zero" : "number");
  }

  private void time(String text) {
    html.element("td", text, "class", "time");
  }
}

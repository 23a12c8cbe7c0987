package io.mtlsagent.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a report as one page that needs nothing but itself: no script, no font, no address. What
 * it may do is bound by a policy in its head.
 */
public final class HtmlReport {

  private final AuditReport report;
  private final Html html = new Html();

  private HtmlReport(AuditReport report) {
    this.report = report;
  }

  /** Writes the page, and leaves the target open. */
  public static void write(AuditReport report, Writer target) throws IOException {
    HtmlReport writing = new HtmlReport(report);
    writing.page(StyleSheet.load());
    target.write(writing.html.toString());
  }

  private void page(StyleSheet style) {
    html.open("html", "lang", "en");
    html.open("head");
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", style.policy());
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.single("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", "Mutual TLS report");
    html.style(style.css());
    html.close("head");
    html.open("body");
    html.open("main");
    head();
    answer();
    figures();
    pictures();
    new HtmlTables(report, html).write();
    foot();
    html.close("main");
    html.close("body");
    html.close("html");
  }

  private void head() {
    Span span = report.seen().span();
    html.open("header");
    html.element("h1", "Mutual TLS report");
    html.element(
        "p",
        span.isEmpty()
            ? "No audit lines"
            : Moments.first(span) + " to " + Moments.last(span) + ", as the audit logs tell it",
        "class",
        "muted");
    html.close("header");
  }

  private void answer() {
    Assessment assessment = report.assessment();
    html.open("section", "class", "answer " + report.answer().word(), "aria-label", "Answer");
    html.element("h2", assessment.sentence(report.seen()));
    sentences(assessment.findings(), "findings");
    sentences(assessment.caveats(), "notes");
    html.close("section");
  }

  private void sentences(List<String> sentences, String kind) {
    if (sentences.isEmpty()) {
      return;
    }
    html.open("ul", "class", kind);
    for (String sentence : sentences) {
      html.element("li", sentence);
    }
    html.close("ul");
  }

  private void figures() {
    Tally tally = report.seen().tally();
    html.open("dl", "class", "figures");
    figure("accepted", tally.count(Outcome.ACCEPTED), "ok");
    figure("would be refused", tally.count(Outcome.WOULD_REJECT), "would");
    figure("refused", tally.count(Outcome.REJECTED), "no");
    figure("peers", peers(), "");
    figure("services", report.services().size(), "");
    html.close("dl");
  }

  private int peers() {
    Set<Peer> peers = new HashSet<>();
    for (Relation relation : report.seen().relations()) {
      peers.add(relation.key().peer());
    }
    return peers.size();
  }

  private void figure(String what, long count, String kind) {
    html.open("div", "class", count == 0 ? "figure" : "figure " + kind);
    html.element("dt", what);
    html.element("dd", Moments.number(count));
    html.close("div");
  }

  private void pictures() {
    if (report.seen().tally().total() == 0) {
      return;
    }
    html.open("section", "aria-labelledby", "peers");
    html.element("h2", "Who talks to whom", "id", "peers");
    legend();
    html.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Picture of the peers");
    PeerPicture.draw(report.relations(), html);
    html.close("div");
    html.close("section");
    html.open("section", "aria-labelledby", "time");
    html.element("h2", "Accepts and refusals over time", "id", "time");
    html.element(
        "p",
        "Each bar is "
            + Moments.length(report.seen().timeline().length())
            + ". Refusals hang below the line, on a scale of their own. Times are UTC.",
        "class",
        "muted");
    html.open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Timeline");
    TimelineChart.draw(report.seen().timeline(), html);
    html.close("div");
    html.close("section");
  }

  private void legend() {
    html.open("p", "class", "legend muted");
    legend("ok", "accepted");
    legend("would", "let in, but enforce would refuse");
    legend("no", "refused");
    html.close("p");
  }

  private void legend(String kind, String words) {
    html.open("span", "class", "key " + kind);
    html.element("i", "", "aria-hidden", "true");
    html.text(words);
    html.close("span");
  }

  private void foot() {
    html.element(
        "footer",
        "Made by mtls-agent on "
            + Moments.minutes(report.now())
            + " from "
            + Moments.plural(report.readings().size(), "log")
            + ". The names in certificates are those that their holders chose; \"unproven\" marks"
            + " those whose path led to none of our anchors.",
        "class",
        "muted");
  }
}

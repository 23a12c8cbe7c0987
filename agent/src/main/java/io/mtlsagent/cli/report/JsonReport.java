package io.mtlsagent.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a report as one JSON object, in ASCII alone: it may be shown by a terminal. */
public final class JsonReport {

  private final AuditReport report;
  private final JsonGenerator json;

  private JsonReport(AuditReport report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  /** Writes everything, and leaves the target open. */
  public static void write(AuditReport report, Writer target) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(target)) {
      json.useDefaultPrettyPrinter();
      new JsonReport(report, json).write();
    }
    target.write('\n');
    target.flush();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", 1);
    json.writeStringField("generated", Moments.exact(report.now()));
    json.writeStringField("answer", report.answer().word());
    json.writeBooleanField("safe_to_enforce", report.answer() == Answer.SAFE);
    sentences("findings", report.assessment().findings());
    sentences("notes", report.assessment().caveats());
    json.writeObjectFieldStart("observed");
    span(report.seen().span());
    tally(report.seen().tally());
    json.writeNumberField("unlisted", report.seen().unlisted().total());
    json.writeEndObject();
    logs();
    services();
    relations();
    certificates();
    events();
    timeline();
    json.writeEndObject();
  }

  private void sentences(String name, List<String> sentences) throws IOException {
    json.writeArrayFieldStart(name);
    for (String sentence : sentences) {
      json.writeString(sentence);
    }
    json.writeEndArray();
  }

  private void logs() throws IOException {
    json.writeArrayFieldStart("logs");
    for (LogReading reading : report.readings()) {
      json.writeStartObject();
      json.writeStringField("name", reading.name());
      json.writeNumberField("lines", reading.auditLines());
      json.writeNumberField("outside_of_period", reading.outside());
      json.writeNumberField("foreign_lines", reading.foreign());
      json.writeBooleanField("torn_last_line", reading.isTorn());
      text("error", reading.trouble());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void services() throws IOException {
    json.writeArrayFieldStart("services");
    for (ServiceSummary service : report.services()) {
      json.writeStartObject();
      service(service.name());
      json.writeStringField("latest_mode", service.latestMode());
      counts("modes", service.modes());
      span(service.tally().span());
      tally(service.tally());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void relations() throws IOException {
    json.writeArrayFieldStart("relations");
    for (Relation relation : report.relations()) {
      Relation.Key key = relation.key();
      json.writeStartObject();
      json.writeStringField("direction", key.peer().isClient() ? "inbound" : "outbound");
      peer(key.peer());
      text("user", relation.user());
      service(key.service());
      json.writeStringField("endpoint", key.endpoint());
      json.writeStringField("rule", key.rule());
      counts("tls_versions", relation.protocols());
      counts("modes", relation.modes());
      span(relation.tally().span());
      tally(relation.tally());
      json.writeNumberField("refused_by_peer", relation.refusedByPeer());
      json.writeNumberField("closed", relation.closed());
      json.writeArrayFieldStart("refusals");
      for (Refusal refusal : relation.refusals()) {
        refusal(refusal);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void refusal(Refusal refusal) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", refusal.code());
    json.writeStringField("last_reason", refusal.reason());
    span(refusal.tally().span());
    json.writeNumberField("would_reject", refusal.tally().count(Outcome.WOULD_REJECT));
    json.writeNumberField("rejected", refusal.tally().count(Outcome.REJECTED));
    json.writeEndObject();
  }

  private void certificates() throws IOException {
    json.writeArrayFieldStart("certificates");
    for (Expiry expiry : report.expiries()) {
      SeenCertificate certificate = expiry.certificate();
      json.writeStartObject();
      peer(certificate.peer());
      json.writeStringField("sha256", certificate.hash());
      json.writeStringField("not_after", Moments.exact(certificate.notAfter()));
      json.writeNumberField(
          "days_left", Math.floorDiv(expiry.millisLeft(report.now()), Moments.DAY));
      json.writeBooleanField("renewed", expiry.isSuperseded());
      span(certificate.span());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void events() throws IOException {
    json.writeArrayFieldStart("events");
    for (Notice notice : report.notices()) {
      json.writeStartObject();
      json.writeStringField("action", notice.action());
      service(notice.service());
      json.writeNumberField("count", notice.count());
      span(notice.span());
      json.writeStringField("last_reason", notice.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void timeline() throws IOException {
    Timeline timeline = report.seen().timeline();
    json.writeObjectFieldStart("timeline");
    json.writeNumberField("interval_seconds", timeline.length() / 1000);
    json.writeArrayFieldStart("intervals");
    for (int i = 0; i < timeline.size(); i++) {
      json.writeStartObject();
      json.writeStringField("start", Moments.exact(timeline.start(i)));
      json.writeNumberField("accepted", timeline.count(i, Outcome.ACCEPTED));
      json.writeNumberField("would_reject", timeline.count(i, Outcome.WOULD_REJECT));
      json.writeNumberField("rejected", timeline.count(i, Outcome.REJECTED));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void peer(Peer peer) throws IOException {
    json.writeObjectFieldStart("peer");
    text("subject", peer.subject());
    text("issuer", peer.issuer());
    text("ip", peer.address());
    json.writeBooleanField("proven", peer.isProven());
    json.writeEndObject();
  }

  private void service(ServiceName name) throws IOException {
    json.writeObjectFieldStart("service");
    text("name", name.name());
    text("environment", name.environment());
    json.writeEndObject();
  }

  private void span(Span span) throws IOException {
    if (!span.isEmpty()) {
      json.writeStringField("first", Moments.exact(span.first()));
      json.writeStringField("last", Moments.exact(span.last()));
    }
  }

  private void tally(Tally tally) throws IOException {
    json.writeNumberField("accepted", tally.count(Outcome.ACCEPTED));
    json.writeNumberField("would_reject", tally.count(Outcome.WOULD_REJECT));
    json.writeNumberField("rejected", tally.count(Outcome.REJECTED));
  }

  private void counts(String name, Map<String, Long> counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  private void text(String name, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }
}

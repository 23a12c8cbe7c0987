package io.mtlsagent.runtime;

import io.mtlsagent.handshake.PeerKind;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.weaving.Coverage;
import java.math.BigDecimal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status in Prometheus's text format, version 0.0.4. */
final class PrometheusText {

  private static final int NANO_DIGITS = 9;

  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  static String of(AgentStatus status) {
    PrometheusText text = new PrometheusText();
    text.family("mtls_agent_build_info", "gauge", "1, with the version of the agent");
    text.sample("mtls_agent_build_info", 1, "version", AgentVersion.own());
    text.tellConfiguration(status);
    text.tellPeers(status);
    text.tellCertificates(status);
    text.tellRevocation(status.revocation());
    text.tellStacks(status.coverage());
    text.tellAudit(status);
    return text.text.toString();
  }

  private void tellConfiguration(AgentStatus status) {
    Generation generation = status.generation();
    family("mtls_agent_mode", "gauge", "1 for the mode that each endpoint is in, 0 for the others");
    for (EndpointRule rule : generation.rules()) {
      for (Mode mode : Mode.values()) {
        sample(
            "mtls_agent_mode",
            rule.mode() == mode ? 1 : 0,
            "endpoint",
            rule.name(),
            "mode",
            mode.wireName());
      }
    }
    String profile = generation.configuration().profile();
    family("mtls_agent_config_info", "gauge", "1, with the active profile");
    sample("mtls_agent_config_info", 1, "profile", profile == null ? "" : profile);
    family("mtls_agent_config_generation", "gauge", "Counts the configurations put in force");
    sample("mtls_agent_config_generation", generation.number());
    family("mtls_agent_config_refused", "gauge", "1 while what is on disk cannot be used");
    sample("mtls_agent_config_refused", status.lastProblem().isEmpty() ? 0 : 1);
  }

  private void tellPeers(AgentStatus status) {
    family("mtls_agent_peers_total", "counter", "Peers by decision and code, as in the audit log");
    for (Map.Entry<PeerKind, Long> entry : status.peers().counts().entrySet()) {
      PeerKind kind = entry.getKey();
      sample(
          "mtls_agent_peers_total",
          entry.getValue(),
          "direction",
          kind.direction(),
          "endpoint",
          kind.endpoint(),
          "stack",
          kind.stack(),
          "decision",
          kind.decision(),
          "code",
          kind.code());
    }
    family(
        "mtls_agent_peer_check_seconds", "summary", "Time that the agent's check of a peer takes");
    BigDecimal seconds = BigDecimal.valueOf(status.peers().judgementNanos(), NANO_DIGITS);
    text.append("mtls_agent_peer_check_seconds_sum ").append(seconds.toPlainString()).append('\n');
    sample("mtls_agent_peer_check_seconds_count", status.peers().judgements());
    family("mtls_agent_refusals_by_peers_total", "counter", "Peers let in that then refused us");
    sample("mtls_agent_refusals_by_peers_total", status.peers().refusalsByPeers());
    family(
        "mtls_agent_connections_revoked_total",
        "counter",
        "Open connections whose peer may no longer connect");
    sample("mtls_agent_connections_revoked_total", status.peers().connectionsRevoked());
  }

  private void tellCertificates(AgentStatus status) {
    String name = "mtls_agent_certificate_not_after_timestamp_seconds";
    family(name, "gauge", "When certificates of ours end");
    for (EndpointRule rule : status.generation().rules()) {
      Material material = rule.material();
      if (material != null) {
        sample(
            name,
            end(material.identity().certificate()),
            "endpoint",
            rule.name(),
            "use",
            "identity",
            "subject",
            subject(material.identity().certificate()));
        for (X509Certificate anchor : material.anchors()) {
          sample(
              name,
              end(anchor),
              "endpoint",
              rule.name(),
              "use",
              "anchor",
              "subject",
              subject(anchor));
        }
      }
    }
    Instant earliest = status.earliestEndOfPeers();
    if (earliest != null) {
      String peers = "mtls_agent_peer_certificates_first_not_after_timestamp_seconds";
      family(peers, "gauge", "When the first certificate of a peer that was let in ends");
      sample(peers, earliest.getEpochSecond());
    }
  }

  private static long end(X509Certificate certificate) {
    return certificate.getNotAfter().getTime() / 1000;
  }

  private static String subject(X509Certificate certificate) {
    return NameText.rfc2253(certificate.getSubjectX500Principal());
  }

  private void tellRevocation(List<SourceStatus> sources) {
    source(
        sources,
        "entries",
        "gauge",
        "Entries of a list, or answers of a responder",
        SourceStatus::entries);
    source(
        sources,
        "this_update_timestamp_seconds",
        "gauge",
        "When the data was made",
        source -> seconds(source.thisUpdate()));
    source(
        sources,
        "next_update_timestamp_seconds",
        "gauge",
        "Until when the data is good",
        source -> seconds(source.nextUpdate()));
    source(
        sources,
        "failing",
        "gauge",
        "1 while the last attempt to renew the data has failed",
        source -> source.lastError().isEmpty() ? 0 : 1);
    source(
        sources,
        "bytes",
        "gauge",
        "Bytes received, or of memory for local lists",
        SourceStatus::bytes);
    source(sources, "hits_total", "counter", "Questions answered from memory", SourceStatus::hits);
  }

  private interface Figure {
    long of(SourceStatus source);
  }

  private void source(
      List<SourceStatus> sources, String suffix, String type, String help, Figure figure) {
    String name = "mtls_agent_revocation_" + suffix;
    family(name, type, help);
    for (SourceStatus source : sources) {
      sample(name, figure.of(source), "kind", source.kind(), "source", source.source());
    }
  }

  private static long seconds(@Nullable Instant instant) {
    return instant == null ? 0 : instant.getEpochSecond();
  }

  private void tellStacks(Coverage coverage) {
    family("mtls_agent_tls_stack_covered", "gauge", "1 for a TLS stack in use that is covered");
    for (Coverage.Stack stack : coverage.stacks()) {
      sample("mtls_agent_tls_stack_covered", stack.isCovered() ? 1 : 0, "stack", stack.name());
    }
  }

  private void tellAudit(AgentStatus status) {
    family("mtls_agent_audit_lines_total", "counter", "Lines of the audit log by their fate");
    sample("mtls_agent_audit_lines_total", status.audit().written(), "result", "written");
    sample("mtls_agent_audit_lines_total", status.audit().dropped(), "result", "dropped");
    family("mtls_agent_audit_queue_length", "gauge", "Lines that wait to be written");
    sample("mtls_agent_audit_queue_length", status.audit().queued());
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append(".\n");
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, long value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      append(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ");
    text.append(value).append('\n');
  }

  /** The value of a label may hold anything but these three unescaped. */
  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '\\' || character == '"') {
        text.append('\\').append(character);
      } else if (character == '\n') {
        text.append("\\n");
      } else {
        text.append(character);
      }
    }
  }
}

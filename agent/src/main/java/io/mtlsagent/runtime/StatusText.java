package io.mtlsagent.runtime;

import io.mtlsagent.handshake.PeerKind;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.runtime.listening.Listener;
import io.mtlsagent.runtime.listening.Listeners;
import io.mtlsagent.weaving.Coverage;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The status as lines for people. */
final class StatusText {

  private static final int COLUMN = 12;

  private final StringBuilder text = new StringBuilder();

  private StatusText() {}

  static String of(AgentStatus status) {
    StatusText text = new StatusText();
    text.line("agent", "version " + AgentVersion.own());
    text.tellConfiguration(status);
    for (EndpointRule rule : status.generation().rules()) {
      text.tellEndpoint(rule);
    }
    text.tellStacks(status.coverage());
    text.tellListeners(status.listeners());
    String earlier = status.earlier();
    if (!earlier.isEmpty()) {
      text.line("earlier", earlier);
    }
    text.tellPeers(status);
    for (SourceStatus source : status.revocation()) {
      text.tellSource(source);
    }
    text.line(
        "audit",
        status.auditDestination()
            + ": "
            + status.audit().written()
            + " lines written, "
            + status.audit().dropped()
            + " dropped, "
            + status.audit().queued()
            + " waiting");
    return text.text.toString();
  }

  private void tellConfiguration(AgentStatus status) {
    Generation generation = status.generation();
    String profile = generation.configuration().profile();
    line("mode", generation.configuration().mode().wireName());
    line(
        "config",
        generation.configuration().file()
            + (profile == null ? "" : ", profile " + profile)
            + ", generation "
            + generation.number()
            + (status.isModeSet() ? ", its mode set at run time" : ""));
    if (!status.lastProblem().isEmpty()) {
      line("REFUSED", status.lastProblem());
    }
  }

  private void tellEndpoint(EndpointRule rule) {
    Material material = rule.material();
    Role role = rule.settings().role();
    line(
        "endpoint",
        rule.name()
            + ": "
            + (role == null ? "" : role.direction() + ", ")
            + "mode "
            + rule.mode().wireName()
            + (material == null
                ? ""
                : ", as "
                    + NameText.rfc2253(material.identity().certificate().getSubjectX500Principal())
                    + " until "
                    + material.identity().certificate().getNotAfter().toInstant()
                    + ", "
                    + material.anchors().size()
                    + " anchor(s), revocation "
                    + rule.settings().revocation().policy().wireName()));
  }

  private void tellStacks(Coverage coverage) {
    if (coverage.stacks().isEmpty()) {
      line("tls", "no TLS stack has been used yet");
    }
    for (Coverage.Stack stack : coverage.stacks()) {
      line("tls", stack.toString());
    }
  }

  private void tellListeners(Listeners listeners) {
    try {
      for (Listener listener : listeners.now()) {
        line("listens", listener.toString());
      }
    } catch (IOException unknown) {
      line("listens", "not known: " + unknown.getMessage());
    }
  }

  private void tellPeers(AgentStatus status) {
    for (Map.Entry<PeerKind, Long> entry : status.peers().counts().entrySet()) {
      PeerKind kind = entry.getKey();
      line(
          "peers",
          kind.direction()
              + " at "
              + kind.endpoint()
              + " by "
              + kind.stack()
              + ": "
              + entry.getValue()
              + " "
              + kind.decision()
              + (kind.code().equals(kind.decision()) ? "" : ", " + kind.code()));
    }
    long judgements = status.peers().judgements();
    if (judgements > 0) {
      long micros = TimeUnit.NANOSECONDS.toMicros(status.peers().judgementNanos() / judgements);
      line("checks", judgements + ", of " + micros + " us each");
    }
    Instant end = status.earliestEndOfPeers();
    if (end != null) {
      line("peers", "the first of their certificates ends at " + end);
    }
  }

  private void tellSource(SourceStatus source) {
    line(
        "revocation",
        source.kind()
            + " "
            + source.source()
            + ": "
            + source.entries()
            + " entries, of "
            + moment(source.thisUpdate())
            + ", good until "
            + moment(source.nextUpdate())
            + ", "
            + source.hits()
            + " questions answered"
            + (source.lastError().isEmpty() ? "" : "; last error: " + source.lastError()));
  }

  private static String moment(@Nullable Instant instant) {
    return instant == null ? "never" : instant.toString();
  }

  private void line(String what, String value) {
    text.append(what);
    for (int i = what.length(); i < COLUMN; i++) {
      text.append(' ');
    }
    for (int i = 0; i < value.length(); i++) {
      // names come from certificates: nothing of them may steer a terminal
      char character = value.charAt(i);
      text.append(Character.isISOControl(character) ? '?' : character);
    }
    text.append('\n');
  }
}

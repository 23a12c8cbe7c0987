package io.mtlsagent.runtime;

import io.mtlsagent.handshake.PeerKind;
import java.util.Map;

/** The agent as JMX sees it. */
final class ManagedAgent implements AgentMXBean {

  private final StatusSource status;

  ManagedAgent(StatusSource status) {
    this.status = status;
  }

  @Override
  public String getVersion() {
    return AgentVersion.own();
  }

  @Override
  public String getMode() {
    return status.status().generation().configuration().mode().wireName();
  }

  @Override
  public void setMode(String mode) {
    Agent running = Agent.running();
    if (running == null) {
      throw new IllegalStateException("the agent has not started");
    }
    AgentAnswer answer = CommandAnswer.to("mode " + mode, running);
    if (!answer.isGood()) {
      throw new IllegalArgumentException(answer.text());
    }
  }

  @Override
  public long getGeneration() {
    return status.status().generation().number();
  }

  @Override
  public String getLastProblem() {
    return status.status().lastProblem();
  }

  @Override
  public boolean isUncovered() {
    return status.status().coverage().hasGaps();
  }

  @Override
  public long getPeersAccepted() {
    return count("accepted");
  }

  @Override
  public long getPeersRejected() {
    return count("rejected");
  }

  @Override
  public long getPeersWouldReject() {
    return count("would-reject");
  }

  private long count(String decision) {
    long count = 0;
    for (Map.Entry<PeerKind, Long> entry : status.status().peers().counts().entrySet()) {
      if (entry.getKey().decision().equals(decision)) {
        count += entry.getValue();
      }
    }
    return count;
  }

  @Override
  public long getAuditLinesWritten() {
    return status.status().audit().written();
  }

  @Override
  public long getAuditLinesDropped() {
    return status.status().audit().dropped();
  }

  @Override
  public String getStatus() {
    return StatusText.of(status.status());
  }

  @Override
  public String getMetrics() {
    return PrometheusText.of(status.status());
  }
}

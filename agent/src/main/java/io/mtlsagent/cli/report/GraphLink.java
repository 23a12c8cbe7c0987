package io.mtlsagent.cli.report;

/** Connections of one outcome between a peer and a service. */
final class GraphLink {

  private final GraphNode peer;
  private final GraphNode service;
  private final boolean inbound;
  private final Outcome outcome;
  private long count;

  GraphLink(GraphNode peer, GraphNode service, boolean inbound, Outcome outcome) {
    this.peer = peer;
    this.service = service;
    this.inbound = inbound;
    this.outcome = outcome;
  }

  void add(long connections) {
    count += connections;
  }

  GraphNode peer() {
    return peer;
  }

  GraphNode service() {
    return service;
  }

  /** Whether the peer is the client. */
  boolean isInbound() {
    return inbound;
  }

  Outcome outcome() {
    return outcome;
  }

  long count() {
    return count;
  }

  /** Ten times the connections are two more points. */
  double thickness() {
    return Math.min(12, 1.5 + 2 * Math.log10(1 + (double) count));
  }
}

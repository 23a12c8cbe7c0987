package io.mtlsagent.cli.report;

/** A peer and one reason for which it was, or would have been, refused. */
final class RefusedPeer {

  private final Relation relation;
  private final Refusal refusal;

  RefusedPeer(Relation relation, Refusal refusal) {
    this.relation = relation;
    this.refusal = refusal;
  }

  Relation relation() {
    return relation;
  }

  Refusal refusal() {
    return refusal;
  }
}

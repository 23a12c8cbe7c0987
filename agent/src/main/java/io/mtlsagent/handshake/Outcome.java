package io.mtlsagent.handshake;

/** How far a handshake has come. It ends once, and has its line in the audit log from then on. */
enum Outcome {
  UNDER_WAY,
  /** Over without a judgement of ours, or between two engines of this JVM. */
  NOT_JUDGED,
  ACCEPTED,
  /** Accepted here, and then given up by the peer. */
  REFUSED_BY_PEER,
  FAILED,
  /** The application has closed its end on the way. */
  ABANDONED
}

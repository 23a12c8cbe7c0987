package io.mtlsagent.handshake;

/**
 * Two engines of this JVM that seem to shake hands with each other in memory, as Kafka's check of
 * itself does. They are no peers: nothing is demanded, checked or audited. Seeming is not enough,
 * though: a ClientHello can be repeated by anybody who has seen it, so both handshakes end only if
 * the pair is proven by then.
 */
public interface InMemoryPair {

  /** Whether both engines have come to the same secret, which nobody between them can know. */
  boolean isProven();
}

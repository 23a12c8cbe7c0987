/**
 * Follows each TLS connection from its first message to its verdict: which rule applies, which key
 * is shown, whether the peer is let in, and the audit line that says so. Called by weaving. Knows
 * trust, identity, authorization, revocation, audit, config and policy.
 */
package io.mtlsagent.handshake;

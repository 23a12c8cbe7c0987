/**
 * Turns events into the lines of the audit log and brings them to their destination, in order,
 * chained and without loss. Called by handshake and runtime. Knows the policy words.
 */
package io.mtlsagent.audit;

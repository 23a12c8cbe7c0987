/**
 * Turns events into the lines of the audit log and brings them to their destination, in order,
 * chained and without loss. Called by handshake and runtime. Knows the policy words.
 *
 * <p>Lines are made by a writer of our own: loading jackson-core costs some 30 ms in a cold JVM, a
 * third of the agent's start-up budget. Only the verifier, which runs in the command line, reads
 * with it; the tests hold the writer against it.
 */
package io.mtlsagent.audit;

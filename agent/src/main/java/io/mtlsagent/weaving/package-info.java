/**
 * Puts the agent's calls into the TLS classes of the JVM, one file for each TLS stack. Called by
 * runtime. Knows handshake.
 */
package io.mtlsagent.weaving;

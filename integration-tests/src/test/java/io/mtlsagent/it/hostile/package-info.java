/**
 * Clients that break the TLS protocol on purpose, on Bouncy Castle's low-level TLS API. Used by
 * tests of servers.
 */
package io.mtlsagent.it.hostile;

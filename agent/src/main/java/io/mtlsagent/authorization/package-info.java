/**
 * Derives a user name from a certificate and decides whether a peer may connect. Called by
 * handshake. Knows config and policy.
 */
package io.mtlsagent.authorization;

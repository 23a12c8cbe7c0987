/**
 * Derives a user name from a certificate ({@code UserRules}) and decides whether a peer may connect
 * ({@code AccessRules}). Called by handshake. Knows config and policy.
 */
package io.mtlsagent.authorization;

/**
 * Reads our own keys and certificate chains from PEM files and key stores, and checks that they
 * belong together. Called by runtime and handshake. Knows pem, config and policy.
 */
package io.mtlsagent.identity;

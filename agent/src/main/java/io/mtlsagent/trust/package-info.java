/**
 * Decides whether a peer's certificate chain leads to one of our anchors and fits its purpose.
 * Called by handshake and the command line. Knows revocation, pem, config and policy.
 */
package io.mtlsagent.trust;

/**
 * Knows which certificates were revoked: the index of certificate revocation lists and the answer
 * for one certificate. Called by trust. Knows pem, config and policy.
 */
package io.mtlsagent.revocation;

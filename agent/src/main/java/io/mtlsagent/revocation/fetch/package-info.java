/**
 * Gets revocation data over HTTP, ahead of need and on the agent's own threads: connections,
 * schedule, cache directory, and the lists of CRL distribution points. Called by runtime, and by
 * revocation.ocsp. Knows revocation, config and policy.
 */
package io.mtlsagent.revocation.fetch;

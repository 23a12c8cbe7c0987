/**
 * Asks OCSP responders (RFC 6960) for the status of certificates and keeps their answers. Called by
 * runtime. Knows revocation, revocation.fetch, der and policy.
 */
package io.mtlsagent.revocation.ocsp;

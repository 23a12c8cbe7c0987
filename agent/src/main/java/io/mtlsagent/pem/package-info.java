/**
 * Reads the armour of RFC 7468 and of OpenSSL. Called by identity, trust and revocation. Knows the
 * JDK only.
 */
package io.mtlsagent.pem;

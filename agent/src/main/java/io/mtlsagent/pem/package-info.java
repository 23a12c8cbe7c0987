/**
 * Reads the files that hold keys, certificates and lists: the armour of RFC 7468 and of OpenSSL,
 * and the DER inside. Called by identity, trust and revocation. Knows the JDK and the configuration
 * error.
 */
package io.mtlsagent.pem;

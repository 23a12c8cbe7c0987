/**
 * Reads the Distinguished Encoding Rules (X.690) strictly: what is not canonical is refused. Called
 * by revocation and trust for what the JDK does not show or reads leniently. Knows the JDK only.
 */
package io.mtlsagent.der;

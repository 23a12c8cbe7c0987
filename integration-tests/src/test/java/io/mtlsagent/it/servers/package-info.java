/**
 * Servers of this machine that are not written in Java: the programs of Debian's packages, set up
 * to demand client certificates.
 */
package io.mtlsagent.it.servers;

/**
 * Connects to an endpoint as nobody, as a stranger and as ourselves, and says what became of it.
 * Called by the probe command. Knows certificates and TLS sockets, and of the agent no more than
 * how it judges a server.
 */
package io.mtlsagent.cli.probe;

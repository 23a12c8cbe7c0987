/**
 * A small certification authority in a directory, for development and tests. Called by the commands
 * of the command line. Knows identity, config and policy.
 */
package io.mtlsagent.cli.pki;

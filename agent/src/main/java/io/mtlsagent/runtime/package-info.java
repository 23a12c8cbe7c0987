/**
 * Starts the agent from a configuration, keeps it current while files change, and stops it. Called
 * by the launcher. Knows every package but the command line.
 */
package io.mtlsagent.runtime;

/**
 * Reads the configuration file and its overrides into one immutable value, or says in one sentence
 * what is wrong with it. Called by the runtime and the command line. Knows the policy words.
 */
package io.mtlsagent.config;

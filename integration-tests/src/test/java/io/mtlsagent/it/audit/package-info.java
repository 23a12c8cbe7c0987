/** Reads the agent's audit log. */
package io.mtlsagent.it.audit;

package io.mtlsagent.runtime;

/** Gives the status of now. */
interface StatusSource {
  AgentStatus status();
}

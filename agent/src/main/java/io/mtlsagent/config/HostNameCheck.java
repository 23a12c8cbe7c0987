package io.mtlsagent.config;

/** When the name in a server's certificate is compared with the host that we called. */
public enum HostNameCheck {
  /** On each outbound connection. */
  ALWAYS,
  /** Where the application asks for it, as without the agent. */
  AS_THE_APPLICATION
}

package io.mtlsagent.handshake;

/** Finds the transport of a socket or engine, as its stack tells of it. */
public interface TransportOf {
  Transport connection(Object socketOrEngine);
}

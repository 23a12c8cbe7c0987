package io.mtlsagent.weaving;

/**
 * A hook that a decision rests on. What it throws goes through to the TLS stack and ends the
 * handshake: swallowed, an error would mean "let in".
 */
interface EnforcingHook extends Hook {}

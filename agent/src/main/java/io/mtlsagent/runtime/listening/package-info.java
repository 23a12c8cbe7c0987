/**
 * What this process listens on, TLS or not, as the operating system tells it: a port without TLS is
 * what no TLS stack can report. Asked by the runtime for the status and now and then for the audit
 * log. Knows the handshakes by their ports alone.
 */
package io.mtlsagent.runtime.listening;

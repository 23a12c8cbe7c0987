/**
 * The agent's jar in real virtual machines, under real applications. The fixtures are in the
 * packages below: {@code jvm} starts applications, {@code tls} plays their peers, {@code audit}
 * reads what the agent wrote.
 */
package io.mtlsagent.it;

/**
 * Stand-ins for java.util.logging, which say nothing and start nothing. The build makes the bundled
 * libraries call them instead. Nobody else calls them, and they know nothing of the agent.
 */
package io.mtlsagent.silence;

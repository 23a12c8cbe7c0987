/** The commands of java -jar mtls-agent.jar. Called by the launcher. Knows every package. */
package io.mtlsagent.cli;

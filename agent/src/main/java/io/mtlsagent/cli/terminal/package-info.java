/** How texts of unknown origin are shown to people. Called by the commands. Knows nothing else. */
package io.mtlsagent.cli.terminal;

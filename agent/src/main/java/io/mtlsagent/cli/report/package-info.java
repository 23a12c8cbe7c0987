/**
 * What audit logs tell: reading them, counting in constant memory, and showing it as text, JSON and
 * HTML. Called by the report command. Knows nothing of the agent but the lines that it writes, as
 * docs/audit.md describes them, since they may come from another version.
 */
package io.mtlsagent.cli.report;

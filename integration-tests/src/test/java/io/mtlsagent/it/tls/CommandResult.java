package io.mtlsagent.it.tls;

/**
 * What a command did.
 *
 * @param exit its exit code
 * @param output its standard output
 * @param errors its standard error
 */
public record CommandResult(int exit, String output, String errors) {}

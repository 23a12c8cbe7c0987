/**
 * What the agent costs, always beside a bare virtual machine in the same run: {@link
 * io.mtlsagent.it.benchmark.Benchmarks} is the main class. Nothing here is a test, and no test
 * asserts a time. The applications that are measured are in the package {@code app}.
 */
package io.mtlsagent.it.benchmark;

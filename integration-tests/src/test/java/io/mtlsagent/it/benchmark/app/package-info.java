/** Applications that the benchmarks start. They use nothing but the JDK, and know no agent. */
package io.mtlsagent.it.benchmark.app;

/** What the benchmarks run of the agent's own classes, in processes of their own. */
package io.mtlsagent.benchmark;

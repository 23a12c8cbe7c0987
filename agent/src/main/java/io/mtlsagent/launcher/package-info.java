/**
 * The entry points that the JVM calls, and the class loader that hides everything else. Called by
 * the JVM alone. Knows the JDK and, by name only, the runtime.
 */
package io.mtlsagent.launcher;

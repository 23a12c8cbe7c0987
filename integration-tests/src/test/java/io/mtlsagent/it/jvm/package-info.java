/** Starts and stops applications in Java virtual machines, of this machine or in containers. */
package io.mtlsagent.it.jvm;

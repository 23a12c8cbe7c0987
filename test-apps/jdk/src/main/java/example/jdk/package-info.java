/** Servers and clients that need the JDK alone. */
package example.jdk;

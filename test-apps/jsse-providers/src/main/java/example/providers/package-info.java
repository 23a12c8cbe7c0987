/** The JDK's applications on JSSE providers that are not the JDK's. */
package example.providers;

/** An application that is developed: restarted without its JVM. */
package example.devtools;

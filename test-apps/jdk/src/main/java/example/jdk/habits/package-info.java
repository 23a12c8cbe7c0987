/**
 * What applications do that agents have broken: settings made late, contexts that are never used,
 * TLS in several threads at once, thousands of classes. Each prints what it saw; the lines are the
 * same with an agent that does no harm.
 */
package example.jdk.habits;

/**
 * Stacks of TLS and QUIC that are not of {@code javax.net.ssl}, each as its users begin with it.
 */
package example.stacks;

/**
 * The words of the product: modes, roles, verdicts and their codes, as immutable values. Used by
 * every other package. Knows nothing but the JDK.
 */
package io.mtlsagent.policy;

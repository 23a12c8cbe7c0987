/**
 * What the example applications share: options, key stores, and the lines that they print. Used by
 * every application, knows none of them.
 */
package example.common;

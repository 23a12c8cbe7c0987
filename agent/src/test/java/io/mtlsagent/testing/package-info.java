/** A small PKI in memory, shared by the tests of every module. */
package io.mtlsagent.testing;

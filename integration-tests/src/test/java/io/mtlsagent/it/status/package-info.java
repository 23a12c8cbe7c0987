/** Sources of revocation data that go wrong. */
package io.mtlsagent.it.status;

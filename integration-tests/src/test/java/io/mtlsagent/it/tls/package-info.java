/** Certificates on disk, and the clients and servers that use them: Java, curl and OpenSSL. */
package io.mtlsagent.it.tls;

package io.mtlsagent.it.tls;

import io.mtlsagent.testing.Issued;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A peer's certificate and key, in memory and on disk.
 *
 * @param issued the certificate, its key and the intermediates above it
 * @param sent what the peer sends, leaf first
 * @param certificate PEM file of what is sent
 * @param key PEM file of the key (PKCS#8)
 * @param keystore PKCS12 file of both, see {@link PkiFiles#PASSWORD}
 */
public record PeerFiles(
    Issued issued, List<X509Certificate> sent, Path certificate, Path key, Path keystore) {}

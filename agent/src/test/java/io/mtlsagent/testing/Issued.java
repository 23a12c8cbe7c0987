package io.mtlsagent.testing;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A certificate, its key, and the intermediates between it and the root. */
public record Issued(
    X509Certificate certificate, KeyPair key, List<X509Certificate> intermediates) {

  /** The chain as a TLS peer sends it: leaf first, root left out. */
  public X509Certificate[] chain() {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate);
    chain.addAll(intermediates);
    return chain.toArray(new X509Certificate[0]);
  }
}

package io.mtlsagent.cli.probe;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** As whom an attempt connects. */
public final class Visitor {

  private final String name;
  private final X509Certificate[] chain;
  private final @Nullable PrivateKey key;

  private Visitor(String name, X509Certificate[] chain, @Nullable PrivateKey key) {
    this.name = name;
    this.chain = chain;
    this.key = key;
  }

  /** One who has no certificate. */
  static Visitor nobody() {
    return new Visitor("without a certificate", new X509Certificate[0], null);
  }

  /**
   * One who has a certificate.
   *
   * @param name for people
   */
  public static Visitor with(String name, X509Certificate[] chain, PrivateKey key) {
    return new Visitor(name, chain.clone(), key);
  }

  String name() {
    return name;
  }

  X509Certificate[] chain() {
    return chain.clone();
  }

  /** Null where there is no certificate either. */
  @Nullable PrivateKey key() {
    return key;
  }
}

package io.mtlsagent.cli.pki;

import io.mtlsagent.policy.Role;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import javax.security.auth.x500.X500Principal;

/**
 * The certificate of a client whom nobody knows: its authority was made up a moment ago, and takes
 * the name of one that the server knows. A server that looks at names alone lets it in.
 */
public final class Stranger {

  private static final Duration LIFE = Duration.ofDays(1);

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private Stranger(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Makes one.
   *
   * @param authority the name that its authority takes
   */
  public static Stranger claiming(X500Principal authority, KeyType type)
      throws GeneralSecurityException, IOException, PkiException {
    KeyPair authorityKey = type.generate();
    KeyPair ownKey = type.generate();
    Instant now = Instant.now();
    Issuer issuer = new Issuer(authority, authorityKey.getPublic(), authorityKey.getPrivate());
    X509Certificate root =
        issuer.sign(
            NewCertificate.authority(
                authority,
                authorityKey.getPublic(),
                Date.from(now.minus(LIFE)),
                Date.from(now.plus(LIFE))),
            BigInteger.ONE);
    IssueOptions options =
        new IssueOptions("mtls-agent-probe")
            .roles(EnumSet.of(Role.CLIENT))
            .valid(now.minus(LIFE), now.plus(LIFE));
    X509Certificate own =
        issuer.sign(
            NewCertificate.endEntity(ownKey.getPublic(), options),
            BigInteger.valueOf(now.toEpochMilli()));
    return new Stranger(new X509Certificate[] {own, root}, ownKey.getPrivate());
  }

  /** Its own certificate first. */
  public X509Certificate[] chain() {
    return chain.clone();
  }

  public PrivateKey key() {
    return key;
  }
}

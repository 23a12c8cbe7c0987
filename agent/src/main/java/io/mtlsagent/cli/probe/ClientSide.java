package io.mtlsagent.cli.probe;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Shows the visitor's certificate whatever authorities the server names, and keeps what its
 * CertificateRequest said (RFC 8446, section 4.3.2; RFC 5246, section 7.4.4). For one handshake.
 */
final class ClientSide extends X509ExtendedKeyManager {

  private static final String ALIAS = "visitor";

  private final Visitor visitor;
  private final Set<String> keyTypes = new LinkedHashSet<>();
  private final Set<X500Principal> authorities = new LinkedHashSet<>();
  private boolean asked;

  ClientSide(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Whether the server asked for a certificate. */
  boolean isAsked() {
    return asked;
  }

  /** The kinds of keys that it takes, as JSSE names them. */
  Set<String> keyTypes() {
    return keyTypes;
  }

  /** The authorities that it named. */
  Set<X500Principal> authorities() {
    return authorities;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    asked = true;
    keyTypes.addAll(Arrays.asList(types));
    if (issuers != null) {
      for (Principal issuer : issuers) {
        if (issuer instanceof X500Principal) {
          authorities.add((X500Principal) issuer);
        }
      }
    }
    PrivateKey key = visitor.key();
    return key != null && Arrays.asList(types).contains(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return visitor.key() == null ? null : visitor.chain();
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return visitor.key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}

package io.mtlsagent.handshake;

import io.mtlsagent.identity.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's own key manager: shows the endpoint's identity on connections in
 * scope, and leaves the others to the application. Aliases of ours name one identity for good, so
 * that a handshake that spans a reload gets key and chain from the same one.
 */
public final class AgentKeyManager extends X509ExtendedKeyManager {

  private final X509ExtendedKeyManager application;
  private final Handshakes handshakes;
  private final ShownIdentities shown;

  public AgentKeyManager(
      X509ExtendedKeyManager application, Handshakes handshakes, ShownIdentities shown) {
    this.application = application;
    this.handshakes = handshakes;
    this.shown = shown;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    Identity identity = identityFor(socket);
    return identity == null
        ? application.chooseClientAlias(keyTypes, issuers, socket)
        : clientAlias(identity, keyTypes, issuers);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    Identity identity = identityFor(engine);
    return identity == null
        ? application.chooseEngineClientAlias(keyTypes, issuers, engine)
        : clientAlias(identity, keyTypes, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    Identity identity = identityFor(socket);
    return identity == null
        ? application.chooseServerAlias(keyType, issuers, socket)
        : serverAlias(identity, keyType);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    Identity identity = identityFor(engine);
    return identity == null
        ? application.chooseEngineServerAlias(keyType, issuers, engine)
        : serverAlias(identity, keyType);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Identity identity = shown.byAlias(alias);
    return identity == null ? application.getCertificateChain(alias) : identity.chain();
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Identity identity = shown.byAlias(alias);
    return identity == null ? application.getPrivateKey(alias) : identity.privateKey();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return application.getClientAliases(keyType, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return application.getServerAliases(keyType, issuers);
  }

  private @Nullable Identity identityFor(@Nullable Object connection) {
    Handshake handshake = handshakes.of(connection);
    if (handshake == null || !handshake.replacesIdentity()) {
      return null;
    }
    Endpoint endpoint = handshake.endpoint();
    return endpoint == null ? null : endpoint.identity();
  }

  private @Nullable String clientAlias(
      Identity identity, String[] keyTypes, Principal @Nullable [] issuers) {
    for (String keyType : keyTypes) {
      if (fits(identity, keyType) && identity.isIssuedByOneOf(issuers)) {
        return shown.aliasOf(identity);
      }
    }
    return null;
  }

  /** The issuers that a client names (RFC 8446, section 4.2.4) are a hint: we have one identity. */
  private @Nullable String serverAlias(Identity identity, String keyType) {
    return fits(identity, keyType) ? shown.aliasOf(identity) : null;
  }

  /** JSSE names a key type by its algorithm; old suites add that of the issuer: {@code EC_RSA}. */
  private static boolean fits(Identity identity, String keyType) {
    String algorithm = identity.keyAlgorithm();
    return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_");
  }
}

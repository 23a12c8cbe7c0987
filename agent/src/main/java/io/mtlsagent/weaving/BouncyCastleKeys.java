package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentKeyManager;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import java.net.Socket;
import java.security.Principal;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key manager that a context of Bouncy Castle's is given: the agent's, which is asked by the
 * names that JSSE has for kinds of keys. Bouncy Castle's are {@code EC/secp256r1} in TLS 1.3 and
 * {@code ECDHE_ECDSA} before.
 */
final class BouncyCastleKeys extends ShownKeys {

  private final X509ExtendedKeyManager application;
  private final Handshakes handshakes;

  BouncyCastleKeys(
      X509ExtendedKeyManager application, AgentKeyManager agent, Handshakes handshakes) {
    super(agent);
    this.application = application;
    this.handshakes = handshakes;
  }

  private boolean isOurs(@Nullable Object connection) {
    Handshake handshake = handshakes.of(connection);
    return handshake != null && handshake.replacesIdentity();
  }

  private static String[] ofJsse(String[] keyTypes) {
    String[] names = new String[keyTypes.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = ofJsse(keyTypes[i]);
    }
    return names;
  }

  private static String ofJsse(String keyType) {
    int slash = keyType.indexOf('/');
    String name = slash < 0 ? keyType : keyType.substring(0, slash);
    String authentication = name.substring(name.lastIndexOf('_') + 1);
    switch (authentication) {
      case "ECDSA":
        return "EC";
      case "Ed25519":
      case "Ed448":
        return "EdDSA";
      default:
        return authentication;
    }
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return isOurs(socket)
        ? agent.chooseClientAlias(ofJsse(keyTypes), issuers, socket)
        : application.chooseClientAlias(keyTypes, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return isOurs(engine)
        ? agent.chooseEngineClientAlias(ofJsse(keyTypes), issuers, engine)
        : application.chooseEngineClientAlias(keyTypes, issuers, engine);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return isOurs(socket)
        ? agent.chooseServerAlias(ofJsse(keyType), issuers, socket)
        : application.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return isOurs(engine)
        ? agent.chooseEngineServerAlias(ofJsse(keyType), issuers, engine)
        : application.chooseEngineServerAlias(keyType, issuers, engine);
  }
}

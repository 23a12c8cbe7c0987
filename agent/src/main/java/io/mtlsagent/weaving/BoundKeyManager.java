package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentKeyManager;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.ShownIdentities;
import java.net.Socket;
import java.security.Principal;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key manager of one connection, in a stack that asks it with what is not the key of the
 * connection: a socket around the engine, or nothing at all.
 */
final class BoundKeyManager extends ShownKeys {

  private final X509ExtendedKeyManager application;
  private final Handshakes handshakes;
  private final SSLEngine engine;

  BoundKeyManager(
      @Nullable X509KeyManager application,
      Handshakes handshakes,
      ShownIdentities shown,
      SSLEngine engine) {
    super(new AgentKeyManager(ExtendedKeyManager.of(application), handshakes, shown));
    this.application = ExtendedKeyManager.of(application);
    this.handshakes = handshakes;
    this.engine = engine;
  }

  private boolean isOurs() {
    Handshake handshake = handshakes.of(engine);
    return handshake != null && handshake.replacesIdentity();
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return isOurs()
        ? agent.chooseEngineClientAlias(keyTypes, issuers, engine)
        : application.chooseClientAlias(keyTypes, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine asked) {
    return isOurs()
        ? agent.chooseEngineClientAlias(keyTypes, issuers, engine)
        : application.chooseEngineClientAlias(keyTypes, issuers, asked);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return isOurs()
        ? agent.chooseEngineServerAlias(keyType, issuers, engine)
        : application.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine asked) {
    return isOurs()
        ? agent.chooseEngineServerAlias(keyType, issuers, engine)
        : application.chooseEngineServerAlias(keyType, issuers, asked);
  }
}

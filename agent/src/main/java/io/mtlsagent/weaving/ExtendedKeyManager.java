package io.mtlsagent.weaving;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** A key manager of the old kind, or none at all, in the form that engines ask. */
final class ExtendedKeyManager extends X509ExtendedKeyManager {

  private final @Nullable X509KeyManager old;

  private ExtendedKeyManager(@Nullable X509KeyManager old) {
    this.old = old;
  }

  static X509ExtendedKeyManager of(@Nullable X509KeyManager manager) {
    return manager instanceof X509ExtendedKeyManager
        ? (X509ExtendedKeyManager) manager
        : new ExtendedKeyManager(manager);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseClientAlias(keyTypes, issuers, null);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return old == null ? null : old.chooseClientAlias(keyTypes, issuers, socket);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return old == null ? null : old.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return old == null ? null : old.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return old == null ? null : old.getPrivateKey(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return old == null ? null : old.getClientAliases(keyType, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return old == null ? null : old.getServerAliases(keyType, issuers);
  }
}

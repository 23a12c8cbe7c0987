package io.mtlsagent.handshake;

import io.mtlsagent.identity.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Gives an identity to a native library, which asks for key and chain by any alias. */
final class IdentityKeyManager implements X509KeyManager {

  private static final String ALIAS = "mtls-agent";

  private final Identity identity;

  IdentityKeyManager(Identity identity) {
    this.identity = identity;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity.chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity.privateKey();
  }

  @Override
  public String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return ALIAS;
  }

  @Override
  public String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return ALIAS;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }
}

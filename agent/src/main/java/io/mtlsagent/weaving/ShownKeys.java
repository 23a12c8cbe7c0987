package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentKeyManager;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A key manager that chooses in a way of its own; what it has chosen, the agent's knows. */
abstract class ShownKeys extends X509ExtendedKeyManager {

  final AgentKeyManager agent;

  ShownKeys(AgentKeyManager agent) {
    this.agent = agent;
  }

  @Override
  public final X509Certificate @Nullable [] getCertificateChain(String alias) {
    return agent.getCertificateChain(alias);
  }

  @Override
  public final @Nullable PrivateKey getPrivateKey(String alias) {
    return agent.getPrivateKey(alias);
  }

  @Override
  public final String @Nullable [] getClientAliases(
      String keyType, Principal @Nullable [] issuers) {
    return agent.getClientAliases(keyType, issuers);
  }

  @Override
  public final String @Nullable [] getServerAliases(
      String keyType, Principal @Nullable [] issuers) {
    return agent.getServerAliases(keyType, issuers);
  }
}

package io.mtlsagent.it.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS contexts of the peers that the tests play. */
public final class TestContexts {

  private TestContexts() {}

  /** A context that shows the given certificate, wanted or not, and trusts the given anchors. */
  public static SSLContext of(@Nullable PeerFiles identity, List<X509Certificate> anchors) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < anchors.size(); i++) {
        store.setCertificateEntry("anchor" + i, anchors.get(i));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? new KeyManager[0] : new KeyManager[] {new Insistent(identity)},
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Shows its one certificate whoever the other side says that it trusts: an attacker does not
   * withhold a foreign certificate out of politeness, as the JDK's key managers do.
   */
  private static final class Insistent extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final PeerFiles identity;

    Insistent(PeerFiles identity) {
      this.identity = identity;
    }

    private @Nullable String aliasFor(String... keyTypes) {
      String own = identity.issued().key().getPrivate().getAlgorithm();
      for (String keyType : keyTypes) {
        if (keyType.equals(own) || keyType.startsWith(own + "_")) {
          return ALIAS;
        }
      }
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return aliasFor(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return aliasFor(keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.sent().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.issued().key().getPrivate();
    }
  }
}

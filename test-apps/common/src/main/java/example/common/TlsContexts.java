package example.common;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS contexts as applications make them: from a key store or a trust store. */
public final class TlsContexts {

  private TlsContexts() {}

  /** A server's context: {@code --keystore}, {@code --storepass}, and perhaps {@code --context}. */
  public static SSLContext server(Options options) throws GeneralSecurityException, IOException {
    char[] password = options.text("storepass").toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(options.text("keystore"), password), password);
    SSLContext context = SSLContext.getInstance(options.text("context", "TLS"));
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** A client's context: {@code --truststore}, {@code --storepass}, or {@code --trust-all}. */
  public static SSLContext client(Options options) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trustManager(options)}, null);
    return context;
  }

  /** The trust manager of {@link #client}. */
  public static X509TrustManager trustManager(Options options)
      throws GeneralSecurityException, IOException {
    if (options.flag("trust-all")) {
      return new TrustAll();
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load(options.text("truststore"), options.text("storepass").toCharArray()));
    return (X509TrustManager) trust.getTrustManagers()[0];
  }

  /** The trust store as what the JDK's default context reads: system properties, set in main. */
  public static void trustBySystemProperties(Options options) {
    System.setProperty("javax.net.ssl.trustStore", options.text("truststore"));
    System.setProperty("javax.net.ssl.trustStorePassword", options.text("storepass"));
    System.setProperty("javax.net.ssl.trustStoreType", storeType(options.text("truststore")));
  }

  /** A key store in PKCS12 where the file's name ends so, else in JKS. */
  private static KeyStore load(String file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(storeType(file));
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  /** The key store type of a file, by the end of its name. */
  public static String storeType(String file) {
    return file.endsWith(".p12") ? "PKCS12" : "JKS";
  }

  /** The trust manager that should not exist and is found everywhere. */
  private static final class TrustAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package example.netty;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A Netty HTTPS server: {@code --provider} is one of Netty's {@code SslProvider}s, the JDK's where
 * it is not given; {@code --keys} is what is given of its key: the {@code factory} of key managers,
 * the {@code manager}, key and certificates as they are ({@code plain}), or a factory that keeps
 * native keys ({@code caching}); {@code --loops} is the number of its event loops.
 */
public final class NettyApp {

  private NettyApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContext tls = tls(options);
    int loops = options.number("loops", 2);
    HelloServer server = HelloServer.listen(options.number("port", 8443), loops, tls::newHandler);
    Report.ready(server.port());
    server.awaitEnd();
  }

  private static SslContext tls(Options options) throws Exception {
    char[] password = options.text("storepass").toCharArray();
    String file = options.text("keystore");
    KeyStore store = KeyStore.getInstance(TlsContexts.storeType(file));
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password);
    }
    return builder(store, password, options.text("keys", "factory"))
        .sslProvider(SslProvider.valueOf(options.text("provider", "JDK")))
        .build();
  }

  private static SslContextBuilder builder(KeyStore store, char[] password, String keys)
      throws Exception {
    if (keys.equals("plain")) {
      String alias = store.aliases().nextElement();
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(alias)) {
        chain.add((X509Certificate) certificate);
      }
      return SslContextBuilder.forServer((PrivateKey) store.getKey(alias, password), chain);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    switch (keys) {
      case "manager":
        return SslContextBuilder.forServer(factory.getKeyManagers()[0]);
      case "caching":
        return SslContextBuilder.forServer(new OpenSslCachingX509KeyManagerFactory(factory));
      default:
        return SslContextBuilder.forServer(factory);
    }
  }
}

package example.providers;

import example.common.Options;
import example.jdk.HttpsServerApp;
import example.jdk.HttpsUrlConnectionApp;
import example.jdk.SslServerSocketApp;
import example.jdk.SslSocketClientApp;
import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;
import org.wildfly.openssl.OpenSSLProvider;

/**
 * Runs one of the JDK's applications ({@code --app}) on another JSSE provider ({@code --jsse}):
 * with sockets or, in the HTTPS server, with engines.
 */
public final class ProviderApp {

  private ProviderApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Security.insertProviderAt(provider(options.text("jsse")), 1);
    switch (options.text("app")) {
      case "engines":
        HttpsServerApp.main(arguments);
        break;
      case "sockets":
        SslServerSocketApp.main(arguments);
        break;
      case "url":
        HttpsUrlConnectionApp.main(arguments);
        break;
      default:
        SslSocketClientApp.main(arguments);
    }
  }

  private static Provider provider(String name) {
    if (name.equals("conscrypt")) {
      return Conscrypt.newProvider();
    }
    if (name.equals("openssl")) {
      return new OpenSSLProvider();
    }
    Security.addProvider(new BouncyCastleProvider());
    Security.setProperty("ssl.KeyManagerFactory.algorithm", "PKIX"); // as its manual has it
    return new BouncyCastleJsseProvider();
  }
}

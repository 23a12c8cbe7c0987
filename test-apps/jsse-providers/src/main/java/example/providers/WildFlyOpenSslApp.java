package example.providers;

import example.common.Options;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import org.wildfly.openssl.OpenSSLContextSPI;
import org.wildfly.openssl.OpenSSLProvider;

/**
 * Makes a context and an engine of WildFly's OpenSSL, on the machine's own library, and ends. With
 * {@code --directly} it asks no provider.
 */
public final class WildFlyOpenSslApp {

  private WildFlyOpenSslApp() {}

  public static void main(String[] arguments) throws Exception {
    Provider provider = new OpenSSLProvider();
    SSLContext context =
        Options.of(arguments).flag("directly")
            ? new DirectContext(new OpenSSLContextSPI.OpenSSLTLSContextSpi(), provider)
            : SSLContext.getInstance("openssl.TLS", provider);
    context.init(null, null, null);
    System.out.println("MADE " + context.createSSLEngine().getClass().getSimpleName());
  }

  private static final class DirectContext extends SSLContext {
    DirectContext(SSLContextSpi spi, Provider provider) {
      super(spi, provider, "openssl.TLS");
    }
  }
}

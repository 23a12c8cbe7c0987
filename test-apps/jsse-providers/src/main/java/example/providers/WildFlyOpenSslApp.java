package example.providers;

import example.common.Options;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLException;
import org.wildfly.openssl.OpenSSLContextSPI;
import org.wildfly.openssl.OpenSSLProvider;

/**
 * Makes a context and an engine of WildFly's OpenSSL, on the machine's own library, and ends. With
 * {@code --directly} it asks no provider; with {@code --until=CLASS} it makes others, until an
 * engine is of that class.
 */
public final class WildFlyOpenSslApp {

  private static final int MILLISECONDS_BETWEEN = 100;

  private WildFlyOpenSslApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Provider provider = new OpenSSLProvider();
    String made = engine(options, provider);
    System.out.println("MADE " + made);
    while (options.has("until") && !made.equals(options.text("until"))) {
      Thread.sleep(MILLISECONDS_BETWEEN);
      made = engine(options, provider);
    }
  }

  private static String engine(Options options, Provider provider)
      throws GeneralSecurityException, SSLException {
    SSLContext context =
        options.flag("directly")
            ? new DirectContext(new OpenSSLContextSPI.OpenSSLTLSContextSpi(), provider)
            : SSLContext.getInstance("openssl.TLS", provider);
    context.init(null, null, null);
    return context.createSSLEngine().getClass().getSimpleName();
  }

  private static final class DirectContext extends SSLContext {
    DirectContext(SSLContextSpi spi, Provider provider) {
      super(spi, provider, "openssl.TLS");
    }
  }
}

package example.providers;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.wildfly.openssl.OpenSSLProvider;

/** Makes a context and an engine of WildFly's OpenSSL, on the machine's own library; then ends. */
public final class WildFlyOpenSslApp {

  private WildFlyOpenSslApp() {}

  public static void main(String[] arguments) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("openssl.TLS", new OpenSSLProvider());
    context.init(null, null, null);
    System.out.println("MADE " + context.createSSLEngine().getClass().getSimpleName());
  }
}

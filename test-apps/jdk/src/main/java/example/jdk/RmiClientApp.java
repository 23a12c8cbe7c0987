package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * Calls {@link RmiServerApp} at {@code --url=rmi://host:port/}; the trust store comes from the
 * system properties.
 */
public final class RmiClientApp {

  private RmiClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    TlsContexts.trustBySystemProperties(options);
    Report.requests(
        options,
        address -> {
          URI url = URI.create(address);
          Registry registry =
              LocateRegistry.getRegistry(
                  url.getHost(), url.getPort(), new SslRMIClientSocketFactory());
          RmiGreeting greeting = (RmiGreeting) registry.lookup("greeting");
          return Report.status(200, greeting.greet(url.getPath()));
        });
  }
}

package example.jetty;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's client; with {@code --trust-all} it does not ask for the right host name either. */
public final class JettyClientApp {

  private JettyClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(TlsContexts.client(options));
    if (options.flag("trust-all")) {
      tls.setEndpointIdentificationAlgorithm(null);
    }
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls);
    HttpClient client = new HttpClient(new HttpClientTransportDynamic(connector));
    client.start();
    Report.requests(
        options,
        url -> {
          ContentResponse response = client.GET(url);
          return Report.status(response.getStatus(), response.getContentAsString());
        });
    client.stop();
  }
}

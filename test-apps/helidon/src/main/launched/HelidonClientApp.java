import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.helidon.common.tls.Tls;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.net.URI;

/** A Helidon client of HTTP/1.1; with {@code --trust-all} it does not ask for the right host name either. */
public final class HelidonClientApp {

  private HelidonClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Tls tls =
        Tls.builder()
            .sslContext(TlsContexts.client(options))
            .endpointIdentificationAlgorithm(options.flag("trust-all") ? "NONE" : "HTTPS")
            .build();
    Report.requests(options, url -> send(tls, url));
  }

  private static String send(Tls tls, String url) {
    Http1Client client = Http1Client.builder().tls(tls).shareConnectionCache(false).build();
    try (Http1ClientResponse response = client.get().uri(URI.create(url)).request()) {
      return Report.status(response.status().code(), response.as(String.class));
    }
  }
}

package example.javahttp;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * A client on {@code java.net.http}. Each request has a client, and so a connection, of its own.
 */
public final class JavaHttpClientApp {

  private JavaHttpClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.client(options);
    Report.requests(
        options,
        url -> {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
          HttpClient client =
              HttpClient.newBuilder()
                  .sslContext(context)
                  .version(
                      options.flag("http2")
                          ? HttpClient.Version.HTTP_2
                          : HttpClient.Version.HTTP_1_1)
                  .build();
          HttpResponse<String> response =
              client.send(request, HttpResponse.BodyHandlers.ofString());
          return Report.status(response.statusCode(), response.body());
        });
    // The clients' selector threads are daemons, but some JDKs keep them until the clients are
    // collected.
    System.exit(0);
  }
}

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpOption;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A client on {@code java.net.http} of Java 26 that wants HTTP/3 and nothing else. */
public final class Http3ClientApp {

  private Http3ClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.client(options);
    Report.requests(options, url -> send(context, url));
    System.exit(0);
  }

  private static String send(SSLContext context, String url) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(context)
            .version(HttpClient.Version.HTTP_3)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(4))
            .setOption(
                HttpOption.H3_DISCOVERY, HttpOption.Http3DiscoveryMode.HTTP_3_URI_ONLY)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return Report.status(response.statusCode(), response.body());
  }
}

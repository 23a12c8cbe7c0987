package example.webflux;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.X509TrustManager;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

/** Reactor Netty's HTTPS client. */
public final class ReactorNettyClientApp {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ReactorNettyClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    X509TrustManager trust = TlsContexts.trustManager(options);
    SslProvider.GenericSslContextSpec<SslContextBuilder> tls =
        Http11SslContextSpec.forClient().configure(builder -> builder.trustManager(trust));
    HttpClient client = HttpClient.create().secure(spec -> spec.sslContext(tls));
    Report.requests(options, url -> get(client, url));
  }

  private static String get(HttpClient client, String url) {
    return client
        .get()
        .uri(url)
        .responseSingle(
            (response, body) ->
                body.asString()
                    .defaultIfEmpty("")
                    .map(text -> Report.status(response.status().code(), text)))
        .block(PATIENCE);
  }
}

package example.apache;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** A client on Apache HttpClient 5. Each request has a client, and so a connection, of its own. */
public final class ApacheHttpClientApp {

  private ApacheHttpClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    TlsSocketStrategy tls = tls(options);
    Report.requests(
        options,
        url -> {
          try (CloseableHttpClient client = client(tls)) {
            return client.execute(
                new HttpGet(url),
                response ->
                    Report.status(
                        response.getCode(),
                        EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8)));
          }
        });
  }

  private static TlsSocketStrategy tls(Options options) throws Exception {
    SSLContext context = TlsContexts.client(options);
    return options.flag("trust-all")
        ? new DefaultClientTlsStrategy(context, NoopHostnameVerifier.INSTANCE)
        : new DefaultClientTlsStrategy(context);
  }

  private static CloseableHttpClient client(TlsSocketStrategy tls) {
    return HttpClients.custom()
        .disableAutomaticRetries()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setSocketTimeout(Timeout.ofSeconds(20)).build())
                .build())
        .build();
  }
}

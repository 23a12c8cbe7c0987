package example.apache;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;

/** An asynchronous client on Apache HttpClient 5, which works with engines. */
public final class AsyncHttpClientApp {

  private static final int SECONDS_TO_WAIT = 20;

  private AsyncHttpClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    ClientTlsStrategyBuilder tls =
        ClientTlsStrategyBuilder.create().setSslContext(TlsContexts.client(options));
    if (options.flag("trust-all")) {
      tls.setHostnameVerifier(NoopHostnameVerifier.INSTANCE);
    }
    try (CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .disableAutomaticRetries()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setTlsStrategy(tls.buildAsync())
                    .build())
            .build()) {
      client.start();
      Report.requests(options, url -> get(client, url));
    }
  }

  private static String get(CloseableHttpAsyncClient client, String url) throws Exception {
    try {
      SimpleHttpResponse response =
          client
              .execute(SimpleRequestBuilder.get(url).build(), null)
              .get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
      return Report.status(response.getCode(), response.getBodyText());
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}

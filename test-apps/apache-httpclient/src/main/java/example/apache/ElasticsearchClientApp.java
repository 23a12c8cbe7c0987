package example.apache;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/** The REST client of Elasticsearch, on the engines of Apache HttpAsyncClient 4. */
public final class ElasticsearchClientApp {

  private ElasticsearchClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.client(options);
    Report.requests(options, url -> get(URI.create(url), context, options.flag("trust-all")));
  }

  private static String get(URI url, SSLContext context, boolean anyName) throws IOException {
    HttpHost host = new HttpHost(url.getHost(), url.getPort(), "https");
    try (RestClient client =
        RestClient.builder(host)
            .setHttpClientConfigCallback(http -> configure(http, context, anyName))
            .build()) {
      Response response = client.performRequest(new Request("GET", url.getPath()));
      return Report.status(
          response.getStatusLine().getStatusCode(), Report.read(response.getEntity().getContent()));
    }
  }

  private static HttpAsyncClientBuilder configure(
      HttpAsyncClientBuilder http, SSLContext context, boolean anyName) {
    http.setSSLContext(context);
    return anyName ? http.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE) : http;
  }
}

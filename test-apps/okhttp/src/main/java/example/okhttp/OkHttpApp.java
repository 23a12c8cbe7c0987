package example.okhttp;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A client on OkHttp. Each request asks for a connection of its own. */
public final class OkHttpApp {

  private OkHttpApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .sslSocketFactory(
                TlsContexts.client(options).getSocketFactory(), TlsContexts.trustManager(options));
    if (options.flag("trust-all")) {
      builder.hostnameVerifier((host, session) -> true);
    }
    OkHttpClient client = builder.build();
    Report.requests(
        options,
        url -> {
          Request request = new Request.Builder().url(url).header("Connection", "close").build();
          try (Response response = client.newCall(request).execute()) {
            return Report.status(response.code(), response.body().string());
          }
        });
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}

package example.vertx;

import example.common.Options;
import example.common.Report;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A Vert.x HTTPS client; {@code --trust-all} switches the check of names off too. */
public final class VertxClientApp {

  private static final int SECONDS_TO_WAIT = 20;

  private VertxClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    HttpClientOptions settings = new HttpClientOptions().setSsl(true);
    if (options.flag("trust-all")) {
      settings.setTrustAll(true).setVerifyHost(false);
    } else {
      settings.setTrustOptions(
          new PfxOptions()
              .setPath(options.text("truststore"))
              .setPassword(options.text("storepass")));
    }
    Vertx vertx = Vertx.vertx();
    HttpClient client = vertx.createHttpClient(settings);
    Report.requests(options, url -> get(client, url));
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static String get(HttpClient client, String url) throws Exception {
    try {
      return client
          .request(new RequestOptions().setAbsoluteURI(url))
          .compose(request -> request.send())
          .compose(
              response ->
                  response
                      .body()
                      .map(
                          body ->
                              Report.status(
                                  response.statusCode(), body.toString(StandardCharsets.UTF_8))))
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new Exception(e.getCause());
    }
  }
}

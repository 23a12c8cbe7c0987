package example.vertx;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

/** A Vert.x HTTPS server. */
public final class VertxApp {

  private VertxApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    HttpServerOptions settings =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(options.number("port", 8443))
            .setSsl(true)
            .setKeyCertOptions(
                new PfxOptions()
                    .setPath(options.text("keystore"))
                    .setPassword(options.text("storepass")));
    Vertx.vertx()
        .createHttpServer(settings)
        .requestHandler(
            request -> {
              Report.request(request.path());
              request
                  .response()
                  .putHeader("Content-Type", "text/plain")
                  .end(Hello.to(request.connection().sslSession()));
            })
        .exceptionHandler(Report::connectionLost)
        .listen()
        .onSuccess(server -> Report.ready(server.actualPort()))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}

package example.akka;

import akka.actor.ActorSystem;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.Http;
import akka.http.javadsl.HttpsConnectionContext;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.Connection;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** An Akka HTTP client; with {@code --trust-all} it does not ask for the right host name either. */
public final class AkkaClientApp {

  private static final long PATIENCE = 10_000;

  private AkkaClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext tls = TlsContexts.client(options);
    HttpsConnectionContext context =
        options.flag("trust-all")
            ? ConnectionContext.httpsClient((host, port) -> unchecked(tls, host, port))
            : ConnectionContext.httpsClient(tls);
    ActorSystem system = ActorSystem.create("client");
    Report.requests(options, url -> send(system, context, url));
    system.terminate();
  }

  private static SSLEngine unchecked(SSLContext tls, String host, int port) {
    SSLEngine engine = tls.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    return engine;
  }

  private static String send(ActorSystem system, HttpsConnectionContext context, String url)
      throws Exception {
    HttpResponse response =
        Http.get(system)
            .singleRequest(HttpRequest.GET(url).addHeader(Connection.create("close")), context)
            .toCompletableFuture()
            .get();
    HttpEntity.Strict body =
        response.entity().toStrict(PATIENCE, system).toCompletableFuture().get();
    return Report.status(response.status().intValue(), body.getData().utf8String());
  }
}

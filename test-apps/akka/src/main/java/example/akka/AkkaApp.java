package example.akka;

import akka.actor.ActorSystem;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;

/** An Akka HTTP server. */
public final class AkkaApp {

  private AkkaApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    ActorSystem system = ActorSystem.create("hello");
    ServerBinding binding =
        Http.get(system)
            .newServerAt("127.0.0.1", options.number("port", 8443))
            .enableHttps(ConnectionContext.httpsServer(TlsContexts.server(options)))
            .bindSync(AkkaApp::answer)
            .toCompletableFuture()
            .get();
    Report.ready(binding.localAddress().getPort());
  }

  private static HttpResponse answer(HttpRequest request) {
    Report.request(request.getUri().path());
    return HttpResponse.create().withEntity(Hello.body("over Akka HTTP"));
  }
}

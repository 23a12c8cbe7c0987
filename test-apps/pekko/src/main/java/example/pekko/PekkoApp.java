package example.pekko;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** A Pekko HTTP server. */
public final class PekkoApp {

  private PekkoApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    ActorSystem system = ActorSystem.create("hello");
    ServerBinding binding =
        Http.get(system)
            .newServerAt("127.0.0.1", options.number("port", 8443))
            .enableHttps(ConnectionContext.httpsServer(TlsContexts.server(options)))
            .bindSync(PekkoApp::answer)
            .toCompletableFuture()
            .get();
    Report.ready(binding.localAddress().getPort());
  }

  private static HttpResponse answer(HttpRequest request) {
    Report.request(request.getUri().path());
    return HttpResponse.create().withEntity(Hello.body("over Pekko HTTP"));
  }
}

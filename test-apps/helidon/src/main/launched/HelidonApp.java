import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** A Helidon SE web server, on virtual threads. */
public final class HelidonApp {

  private HelidonApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Tls tls = Tls.builder().sslContext(TlsContexts.server(options)).build();
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(options.number("port", 8443))
            .tls(tls)
            .routing(routing -> routing.any(HelidonApp::answer))
            .build()
            .start();
    Report.ready(server.port());
  }

  private static void answer(ServerRequest request, ServerResponse response) {
    Report.request(request.path().path());
    response.send(Hello.body("over Helidon"));
  }
}

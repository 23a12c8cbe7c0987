package example.grizzly;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** A Grizzly HTTPS server. */
public final class GrizzlyApp {

  private GrizzlyApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    NetworkListener listener =
        new NetworkListener("https", "127.0.0.1", options.number("port", 8443));
    listener.setSecure(true);
    listener.setSSLEngineConfig(
        new SSLEngineConfigurator(TlsContexts.server(options), false, false, false));
    HttpServer server = new HttpServer();
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(new HelloHandler(), "/");
    server.start();
    Report.ready(listener.getPort());
    Thread.currentThread().join();
  }

  private static final class HelloHandler extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws Exception {
      Report.request(request.getRequestURI());
      response.setContentType("text/plain");
      response.getWriter().write(Hello.body(request.getProtocol().getProtocolString()));
    }
  }
}

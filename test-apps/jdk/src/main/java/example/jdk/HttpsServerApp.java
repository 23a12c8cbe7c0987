package example.jdk;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** An ordinary HTTPS server, made of the JDK's own: the demo. */
public final class HttpsServerApp {

  private HttpsServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress("127.0.0.1", options.number("port", 8443)), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.server(options)));
    server.createContext("/", exchange -> answer((HttpsExchange) exchange));
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    Report.ready(server.getAddress().getPort());
  }

  private static void answer(HttpsExchange exchange) throws IOException {
    Report.request(exchange.getRequestURI().getPath());
    byte[] body = Hello.to(exchange.getSSLSession()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}

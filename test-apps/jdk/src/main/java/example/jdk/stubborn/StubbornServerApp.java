package example.jdk.stubborn;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import example.common.Hello;
import example.common.Options;
import example.common.PlainHttp;
import example.common.Report;
import example.common.TlsContexts;
import example.jdk.EngineConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Makes the calls of {@code --settings} (see {@link Setting}) on the objects of {@code --on}:
 * {@code server-socket}, {@code socket}, {@code layered}, {@code engine} or {@code https-server}.
 * Of several lists of calls, separated by semicolons, each connection gets the next one, in turn.
 */
public final class StubbornServerApp {

  private final SSLContext context;
  private final SettingsInTurn settings;
  private final InetSocketAddress address;

  private StubbornServerApp(
      SSLContext context, SettingsInTurn settings, InetSocketAddress address) {
    this.context = context;
    this.settings = settings;
    this.address = address;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    StubbornServerApp server =
        new StubbornServerApp(
            TlsContexts.server(options),
            new SettingsInTurn(options.text("settings")),
            new InetSocketAddress("127.0.0.1", options.number("port", 8443)));
    switch (options.text("on")) {
      case "server-socket":
        server.serveAfterSettingsOnTheServerSocket();
        break;
      case "socket":
        server.serveAfterSettingsOnEachSocket();
        break;
      case "layered":
        server.serveAfterSettingsOnLayeredSockets();
        break;
      case "engine":
        server.serveWithEngines();
        break;
      case "https-server":
        server.serveWithHttpsServer();
        break;
      default:
        throw new IllegalArgumentException("--on=" + options.text("on"));
    }
  }

  private void serveAfterSettingsOnTheServerSocket() throws IOException {
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    server.bind(address);
    Report.ready(server.getLocalPort());
    while (true) {
      apply(settings.next(), Demand.of(server));
      SSLSocket connection = (SSLSocket) server.accept();
      start(() -> converse(connection));
    }
  }

  private void serveAfterSettingsOnEachSocket() throws IOException {
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    server.bind(address);
    Report.ready(server.getLocalPort());
    while (true) {
      SSLSocket connection = (SSLSocket) server.accept();
      start(
          () -> {
            apply(settings.next(), Demand.of(connection));
            converse(connection);
          });
    }
  }

  private void serveAfterSettingsOnLayeredSockets() throws IOException {
    try (ServerSocket server = plainServer()) {
      while (true) {
        Socket plain = server.accept();
        start(
            () -> {
              InetAddress peer = plain.getInetAddress();
              SSLSocket layered =
                  (SSLSocket)
                      context
                          .getSocketFactory()
                          .createSocket(plain, peer.getHostAddress(), plain.getPort(), true);
              layered.setUseClientMode(false);
              apply(settings.next(), Demand.of(layered));
              converse(layered);
            });
      }
    }
  }

  private void serveWithEngines() throws IOException {
    try (ServerSocket server = plainServer()) {
      while (true) {
        Socket plain = server.accept();
        start(
            () -> {
              SSLEngine engine = context.createSSLEngine();
              engine.setUseClientMode(false);
              List<Setting> calls = settings.next();
              apply(calls, Demand.of(engine));
              try (EngineConnection connection = new EngineConnection(engine, plain)) {
                connection.handshake(() -> applyWhileShakingHands(calls, Demand.of(engine)));
                String path = PlainHttp.readRequest(connection.input());
                if (path != null) {
                  Report.request(path);
                  PlainHttp.writeResponse(connection.output(), Hello.to(engine.getSession()));
                }
              }
            });
      }
    }
  }

  private void serveWithHttpsServer() throws IOException {
    HttpsServer server = HttpsServer.create(address, 50);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters connection) {
            apply(settings.next(), Demand.of(connection, getSSLContext()));
          }
        });
    server.createContext(
        "/",
        exchange -> {
          Report.request(exchange.getRequestURI().getPath());
          byte[] body = Hello.body("https-server").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Report.ready(server.getAddress().getPort());
  }

  private static void apply(List<Setting> calls, Demand demand) {
    for (Setting setting : calls) {
      setting.apply(demand);
    }
  }

  /** The mode cannot be changed any more once a handshake runs; all else can. */
  private static void applyWhileShakingHands(List<Setting> calls, Demand demand) {
    for (Setting setting : calls) {
      if (setting != Setting.SERVER_MODE && setting != Setting.MODE_TO_AND_FRO) {
        setting.apply(demand);
      }
    }
  }

  private ServerSocket plainServer() throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(address);
    Report.ready(server.getLocalPort());
    return server;
  }

  private static void converse(SSLSocket socket) throws IOException {
    try (SSLSocket connection = socket) {
      String path = PlainHttp.readRequest(connection.getInputStream());
      if (path != null) {
        Report.request(path);
        PlainHttp.writeResponse(connection.getOutputStream(), Hello.to(connection.getSession()));
      }
    }
  }

  private interface Conversation {
    void hold() throws IOException;
  }

  private static void start(Conversation conversation) {
    new Thread(
            () -> {
              try {
                conversation.hold();
              } catch (IOException e) {
                Report.connectionLost(e);
              }
            })
        .start();
  }
}

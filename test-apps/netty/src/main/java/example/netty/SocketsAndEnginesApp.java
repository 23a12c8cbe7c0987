package example.netty;

import example.common.Hello;
import example.common.Options;
import example.common.PlainHttp;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * One TLS context behind several ports: {@code --socket-ports} are served by sockets, a thread for
 * each connection, {@code --engine-ports} by engines on Netty's event loops.
 */
public final class SocketsAndEnginesApp {

  private SocketsAndEnginesApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.server(options);
    List<SSLServerSocket> servers = new ArrayList<>();
    for (int port : ports(options.text("socket-ports"))) {
      InetAddress address = InetAddress.getByName("127.0.0.1");
      servers.add(
          (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 50, address));
    }
    for (int port : ports(options.text("engine-ports"))) {
      HelloServer.listen(port, 1, allocator -> new SslHandler(engine(context)));
    }
    for (SSLServerSocket server : servers) {
      new Thread(() -> serve(server)).start();
    }
    Report.ready(servers.get(0).getLocalPort());
  }

  private static List<Integer> ports(String list) {
    List<Integer> ports = new ArrayList<>();
    for (String port : list.split(",")) {
      ports.add(Integer.valueOf(port));
    }
    return ports;
  }

  private static SSLEngine engine(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  private static void serve(SSLServerSocket server) {
    try {
      while (true) {
        SSLSocket connection = (SSLSocket) server.accept();
        new Thread(() -> hold(connection)).start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hold(SSLSocket socket) {
    try (SSLSocket connection = socket) {
      String path = PlainHttp.readRequest(connection.getInputStream());
      if (path != null) {
        Report.request(path);
        String answer = Hello.to(path, connection.getSession());
        PlainHttp.writeResponse(connection.getOutputStream(), answer);
      }
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }
}

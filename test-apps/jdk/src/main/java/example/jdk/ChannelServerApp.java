package example.jdk;

import example.common.Hello;
import example.common.Options;
import example.common.PlainHttp;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * A server of its own kind, as companies have them: engines over socket channels, with no library.
 * On a second port too, if asked. {@code --read=N} and {@code --write=N} have the first port's
 * connections pass no more than so many bytes to or from a channel at once.
 */
public final class ChannelServerApp {

  private ChannelServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.server(options);
    ServerSocketChannel server = listen(options.number("port", 8443));
    if (options.has("second-port")) {
      ServerSocketChannel second = listen(options.number("second-port", 0));
      new Thread(() -> serve(second, context, Integer.MAX_VALUE, Integer.MAX_VALUE)).start();
    }
    Report.ready(server.socket().getLocalPort());
    int most = Integer.MAX_VALUE;
    serve(server, context, options.number("read", most), options.number("write", most));
  }

  private static ServerSocketChannel listen(int port) throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
  }

  private static void serve(ServerSocketChannel server, SSLContext context, int read, int write) {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        new Thread(() -> hold(context.createSSLEngine(), new Pieces(channel, read, write))).start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hold(SSLEngine engine, Pieces channel) {
    engine.setUseClientMode(false);
    try (EngineConnection connection = new EngineConnection(engine, channel)) {
      connection.handshake(() -> {});
      String path = PlainHttp.readRequest(connection.input());
      if (path != null) {
        Report.request(path);
        PlainHttp.writeResponse(connection.output(), Hello.to(engine.getSession()));
      }
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }
}

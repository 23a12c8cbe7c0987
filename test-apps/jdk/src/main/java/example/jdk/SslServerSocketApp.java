package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * A server on {@link SSLServerSocket}, a thread for each connection; on a second port too, if
 * asked.
 */
public final class SslServerSocketApp {

  private SslServerSocketApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLServerSocketFactory factory = TlsContexts.server(options).getServerSocketFactory();
    SSLServerSocket server = listen(factory, options.number("port", 8443));
    if (options.has("second-port")) {
      SSLServerSocket second = listen(factory, options.number("second-port", 0));
      new Thread(() -> serve(second)).start();
    }
    Report.ready(server.getLocalPort());
    serve(server);
  }

  private static SSLServerSocket listen(SSLServerSocketFactory factory, int port)
      throws IOException {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    return (SSLServerSocket) factory.createServerSocket(port, 50, address);
  }

  private static void serve(SSLServerSocket server) {
    try {
      while (true) {
        SSLSocket connection = (SSLSocket) server.accept();
        new Thread(() -> SocketConversation.hold(connection)).start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.InetAddress;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server on {@link SSLServerSocket}, a thread for each connection. */
public final class SslServerSocketApp {

  private SslServerSocketApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLServerSocket server =
        (SSLServerSocket)
            TlsContexts.server(options)
                .getServerSocketFactory()
                .createServerSocket(
                    options.number("port", 8443), 50, InetAddress.getByName("127.0.0.1"));
    Report.ready(server.getLocalPort());
    while (true) {
      SSLSocket connection = (SSLSocket) server.accept();
      new Thread(() -> SocketConversation.hold(connection)).start();
    }
  }
}

package example.jdk.habits;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that writes to whoever connects, without an end: its thread is always in a write. */
public final class EndlessAnswerApp {

  private EndlessAnswerApp() {}

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
      new Thread(() -> write(connection)).start();
    }
  }

  private static void write(SSLSocket socket) {
    try (SSLSocket connection = socket) {
      OutputStream out = connection.getOutputStream();
      byte[] piece = new byte[16_384];
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }
}

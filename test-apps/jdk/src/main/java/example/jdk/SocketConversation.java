package example.jdk;

import example.common.Hello;
import example.common.PlainHttp;
import example.common.Report;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** One request and its answer on a TLS socket. */
final class SocketConversation {

  private SocketConversation() {}

  /** Reads a request, answers, closes; the handshake happens with the first read. */
  static void hold(SSLSocket socket) {
    try (SSLSocket connection = socket) {
      String path = PlainHttp.readRequest(connection.getInputStream());
      if (path != null) {
        Report.request(path);
        PlainHttp.writeResponse(connection.getOutputStream(), Hello.to(connection.getSession()));
      }
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }
}

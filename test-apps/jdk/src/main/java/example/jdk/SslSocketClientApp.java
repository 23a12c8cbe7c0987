package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client on a bare {@link SSLSocket}, which checks no host name. Its requests go over connections
 * of their own and one context, so that the second one resumes the first one's session. {@code
 * --protocol} fixes the version of TLS; {@code --layered} puts it over a connection that is there,
 * as clients do after {@code STARTTLS} and through proxies.
 */
public final class SslSocketClientApp {

  private SslSocketClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLSocketFactory sockets = TlsContexts.client(options).getSocketFactory();
    Report.requests(
        options,
        address -> {
          URI url = URI.create(address);
          try (SSLSocket socket = open(sockets, url, options.flag("layered"))) {
            if (options.has("protocol")) {
              socket.setEnabledProtocols(new String[] {options.text("protocol")});
            }
            return ask(socket, url);
          }
        });
  }

  private static SSLSocket open(SSLSocketFactory sockets, URI url, boolean layered)
      throws IOException {
    if (!layered) {
      return (SSLSocket) sockets.createSocket(url.getHost(), url.getPort());
    }
    Socket plain = new Socket(url.getHost(), url.getPort());
    return (SSLSocket) sockets.createSocket(plain, url.getHost(), url.getPort(), true);
  }

  private static String ask(SSLSocket socket, URI url) throws IOException {
    String request =
        "GET "
            + url.getPath()
            + " HTTP/1.1\r\nHost: "
            + url.getHost()
            + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    String response = Report.read(socket.getInputStream());
    if (response.isEmpty()) {
      throw new EOFException("connection closed without an answer");
    }
    int status = Integer.parseInt(response.substring(9, 12));
    return Report.status(status, response.substring(response.indexOf("\r\n\r\n") + 4));
  }
}

package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail-like server: the talk begins in the clear, {@code STARTTLS} puts TLS over the accepted
 * socket. The socket that the factory makes is a client's until it is told otherwise; with {@code
 * --peek} it is a server's from the beginning, and is given what has been read of the first message
 * of TLS.
 */
public final class StartTlsServerApp {

  private StartTlsServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.server(options);
    ServerSocket server =
        new ServerSocket(options.number("port", 2525), 50, InetAddress.getByName("127.0.0.1"));
    Report.ready(server.getLocalPort());
    while (true) {
      Socket connection = server.accept();
      new Thread(() -> converse(connection, context, options.flag("peek"))).start();
    }
  }

  private static void converse(Socket plain, SSLContext context, boolean peek) {
    try {
      if (askedForTls(plain)) {
        SSLSocketFactory sockets = context.getSocketFactory();
        SocketConversation.hold(peek ? layeredAfterPeek(plain, sockets) : layered(plain, sockets));
      } else {
        plain.close();
      }
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }

  private static SSLSocket layered(Socket plain, SSLSocketFactory sockets) throws IOException {
    String host = plain.getInetAddress().getHostAddress();
    SSLSocket layered = (SSLSocket) sockets.createSocket(plain, host, plain.getPort(), true);
    layered.setUseClientMode(false);
    return layered;
  }

  /** As servers do that look what a client speaks. */
  private static SSLSocket layeredAfterPeek(Socket plain, SSLSocketFactory sockets)
      throws IOException {
    byte[] begin = new byte[3];
    new DataInputStream(plain.getInputStream()).readFully(begin);
    return (SSLSocket) sockets.createSocket(plain, new ByteArrayInputStream(begin), true);
  }

  private static boolean askedForTls(Socket plain) throws IOException {
    OutputStream out = plain.getOutputStream();
    say(out, "220 example ready");
    while (true) {
      String command = line(plain.getInputStream()).toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO")) {
        say(out, "250-example");
        say(out, "250 STARTTLS");
      } else if (command.equals("STARTTLS")) {
        say(out, "220 go ahead");
        return true;
      } else {
        say(out, "221 bye");
        return false;
      }
    }
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Reads byte by byte: what follows the line belongs to TLS. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        throw new EOFException("end of stream before the end of a line");
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }
}

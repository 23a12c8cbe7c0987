package example.mina;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineCodecFactory;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * An Apache MINA server that reads the lines of a request and answers; it leaves the end of the
 * connection to the client. {@code --protocols}: TLS 1.2 alone for MINA 2.2, which with client
 * certificates and TLS 1.3 loses what it answers to a request that comes together with the end of
 * the handshake.
 */
public final class MinaApp {

  private MinaApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    NioSocketAcceptor acceptor = new NioSocketAcceptor();
    SslFilter tls = new SslFilter(TlsContexts.server(options));
    if (options.has("protocols")) {
      tls.setEnabledProtocols(options.text("protocols").split(","));
    }
    acceptor.getFilterChain().addLast("tls", tls);
    acceptor
        .getFilterChain()
        .addLast(
            "lines", new ProtocolCodecFilter(new TextLineCodecFactory(StandardCharsets.UTF_8)));
    acceptor.setHandler(new Conversation());
    acceptor.bind(new InetSocketAddress("127.0.0.1", options.number("port", 8443)));
    Report.ready(acceptor.getLocalAddress().getPort());
  }

  private static final class Conversation extends IoHandlerAdapter {

    @Override
    public void messageReceived(IoSession session, Object message) {
      String line = message.toString();
      if (line.startsWith("GET ")) {
        Report.request(line.split(" ")[1]);
      } else if (line.isEmpty()) {
        String body = Hello.body("over MINA");
        session.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body);
      }
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
      Report.connectionLost(cause);
      session.closeNow();
    }
  }
}

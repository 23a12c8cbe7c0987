package example.stacks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.quic.quiche.QuicheConfig;
import org.eclipse.jetty.quic.quiche.QuicheConnection;

/** QUIC of Jetty, as its HTTP/3 uses it. */
final class JettyQuic {

  private JettyQuic() {}

  static String connect(URI target) throws IOException {
    QuicheConfig config = new QuicheConfig();
    config.setApplicationProtos("h3");
    InetSocketAddress peer = new InetSocketAddress(target.getHost(), target.getPort());
    QuicheConnection connection =
        QuicheConnection.connect(config, new InetSocketAddress("127.0.0.1", 0), peer);
    return connection.getClass().getName();
  }
}

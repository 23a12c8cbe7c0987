package example.jetty;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Embedded Jetty with an HTTPS connector; with {@code --proxy-protocol} for those who come through
 * a proxy that says so.
 */
public final class JettyApp {

  private JettyApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(options.text("keystore"));
    tls.setKeyStoreType(TlsContexts.storeType(options.text("keystore")));
    tls.setKeyStorePassword(options.text("storepass"));
    HttpConfiguration http = new HttpConfiguration();
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false);
    http.addCustomizer(secure);
    Server server = new Server();
    List<ConnectionFactory> layers = new ArrayList<>();
    if (options.flag("proxy-protocol")) {
      layers.add(new ProxyConnectionFactory());
    }
    layers.add(new SslConnectionFactory(tls, "http/1.1"));
    layers.add(new HttpConnectionFactory(http));
    ServerConnector connector =
        new ServerConnector(server, layers.toArray(new ConnectionFactory[0]));
    connector.setHost("127.0.0.1");
    connector.setPort(options.number("port", 8443));
    server.addConnector(connector);
    server.setHandler(new HelloHandler());
    server.start();
    Report.ready(connector.getLocalPort());
    server.join();
  }

  private static final class HelloHandler extends AbstractHandler {

    @Override
    public void handle(
        String target, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Report.request(target);
      SslConnection.DecryptedEndPoint endPoint =
          (SslConnection.DecryptedEndPoint) base.getHttpChannel().getEndPoint();
      SSLEngine engine = endPoint.getSslConnection().getSSLEngine();
      response.setContentType("text/plain");
      response.getWriter().write(Hello.to(engine.getSession()));
      base.setHandled(true);
    }
  }
}

package example.jetty;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Embedded Jetty with an HTTPS connector. */
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
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
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

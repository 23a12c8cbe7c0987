package example.jetty;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Embedded Jetty with an HTTPS connector. */
public final class JettyApp {

  private JettyApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(TlsContexts.server(options));
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

  private static final class HelloHandler extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Report.request(Request.getPathInContext(request));
      EndPoint.SslSessionData tls =
          (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
      Content.Sink.write(response, true, Hello.to(tls.sslSession()), callback);
      return true;
    }
  }
}

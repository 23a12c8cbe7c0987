package example.tomcat;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.AprLifecycleListener;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11AprProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Embedded Tomcat with an HTTPS connector: NIO and the JDK's TLS; with {@code --apr=chosen}, {@code
 * named} or {@code made} the one that works in the native library.
 */
public final class TomcatApp {

  private TomcatApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    File base = Files.createTempDirectory("tomcat").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    if (options.has("apr")) {
      AprLifecycleListener apr = new AprLifecycleListener();
      apr.setUseAprConnector(true);
      tomcat.getServer().addLifecycleListener(apr);
    }
    tomcat.setConnector(connector(options));
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "hello", new HelloServlet());
    context.addServletMappingDecoded("/*", "hello");
    tomcat.start();
    Report.ready(tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static Connector connector(Options options) {
    Connector connector = connectorOf(options.text("apr", ""));
    connector.setThrowOnFailure(true);
    connector.setPort(options.number("port", 8443));
    connector.setProperty("address", "127.0.0.1");
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig tls = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(new File(options.text("keystore")).getAbsolutePath());
    certificate.setCertificateKeystoreType(TlsContexts.storeType(options.text("keystore")));
    certificate.setCertificateKeystorePassword(options.text("storepass"));
    tls.addCertificate(certificate);
    connector.addSslHostConfig(tls);
    return connector;
  }

  private static Connector connectorOf(String apr) {
    switch (apr) {
      case "chosen":
        return new Connector("HTTP/1.1");
      case "named":
        return new Connector("org.apache.coyote.http11.Http11AprProtocol");
      case "made":
        return new Connector(new Http11AprProtocol());
      default:
        return new Connector("org.apache.coyote.http11.Http11NioProtocol");
    }
  }

  private static final class HelloServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Report.request(request.getRequestURI());
      response.setContentType("text/plain");
      response
          .getWriter()
          .write(
              Hello.body(
                  request.getAttribute("org.apache.tomcat.util.net.secure_protocol_version")
                      + " "
                      + request.getAttribute("javax.servlet.request.cipher_suite")));
    }
  }
}

package example.tomcat;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.AprLifecycleListener;
import org.apache.catalina.core.OpenSSLLifecycleListener;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Embedded Tomcat of Jakarta EE with an HTTPS connector: {@code --protocol} is its class (NIO),
 * {@code --implementation} that of its TLS (the JDK's).
 */
public final class TomcatApp {

  private TomcatApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    File base = Files.createTempDirectory("tomcat").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    // as in the server.xml that comes with Tomcat: looks for the native library
    tomcat.getServer().addLifecycleListener(new AprLifecycleListener());
    // the same, for an OpenSSL that the JVM calls by itself
    tomcat.getServer().addLifecycleListener(new OpenSSLLifecycleListener());
    tomcat.setConnector(connector(options));
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "hello", new HelloServlet());
    context.addServletMappingDecoded("/*", "hello");
    tomcat.start();
    Report.ready(tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static Connector connector(Options options) {
    Connector connector =
        new Connector(options.text("protocol", "org.apache.coyote.http11.Http11NioProtocol"));
    connector.setPort(options.number("port", 8443));
    connector.setProperty("address", "127.0.0.1");
    connector.setThrowOnFailure(true);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.setProperty(
        "sslImplementationName",
        options.text("implementation", "org.apache.tomcat.util.net.jsse.JSSEImplementation"));
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
                      + request.getAttribute("jakarta.servlet.request.cipher_suite")));
    }
  }
}

package example.tomcat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Calls a server with a trust manager of its own, and says in whose class loader that was. */
public final class CallingServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  /** What frameworks keep for a request; threads that are made meanwhile take it over. */
  private static final InheritableThreadLocal<CallingServlet> CURRENT =
      new InheritableThreadLocal<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CURRENT.set(this);
    try {
      call(URI.create(request.getParameter("url")), response);
    } finally {
      CURRENT.remove();
    }
  }

  private void call(URI url, HttpServletResponse response) throws IOException {
    String answer;
    try (SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    String loader = getClass().getClassLoader().getClass().getSimpleName();
    response.getWriter().write("CALLED " + answer.split("\r\n")[0] + " from " + loader);
  }

  private static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  private static final class TrustAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package io.mtlsagent.cli.probe;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.mtlsagent.testing.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** A server that shakes hands, and then says nothing until its client goes. */
public final class ProbedServer implements AutoCloseable {

  private final SSLServerSocket listening;

  private final boolean patient;

  private ProbedServer(SSLServerSocket listening) {
    this(listening, true);
  }

  private ProbedServer(SSLServerSocket listening, boolean patient) {
    this.listening = listening;
    this.patient = patient;
    Thread thread = new Thread(this::serve, "probed-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks nobody for a certificate. */
  public static ProbedServer open(Issued own) throws Exception {
    return new ProbedServer(socket(own, null));
  }

  /** Demands a certificate, and checks it by an anchor. */
  public static ProbedServer demanding(Issued own, X509Certificate anchor, String... protocols)
      throws Exception {
    SSLServerSocket socket = socket(own, trusting(anchor));
    socket.setNeedClientAuth(true);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return new ProbedServer(socket);
  }

  /** Asks for a certificate, and checks it where there is one. */
  public static ProbedServer wanting(Issued own, X509Certificate anchor) throws Exception {
    SSLServerSocket socket = socket(own, trusting(anchor));
    socket.setWantClientAuth(true);
    return new ProbedServer(socket);
  }

  /** Asks for a certificate, lets everybody in, and closes the connection at once. */
  public static ProbedServer impatient(Issued own, X509Certificate anchor) throws Exception {
    SSLServerSocket socket = socket(own, trusting(anchor));
    socket.setWantClientAuth(true);
    return new ProbedServer(socket, false);
  }

  /** Demands and checks as the JDK's own web server does, which sends no alert. */
  public static HttpsServer ofTheJdk(Issued own, X509Certificate anchor) throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context(own, trusting(anchor))) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters demand = getSSLContext().getDefaultSSLParameters();
            demand.setNeedClientAuth(true);
            parameters.setSSLParameters(demand);
          }
        });
    server.start();
    return server;
  }

  /** Demands a certificate, any. */
  public static ProbedServer credulous(Issued own, X509Certificate named) throws Exception {
    SSLServerSocket socket = socket(own, new TrustManager[] {new AnyClient(named)});
    socket.setNeedClientAuth(true);
    return new ProbedServer(socket);
  }

  public int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (SSLSocket client = (SSLSocket) listening.accept()) {
        client.startHandshake();
        while (patient && client.getInputStream().read() >= 0) {
          // The probe says nothing; its leaving ends this.
        }
      } catch (IOException e) {
        // A client that was refused, or the end of the test.
      }
    }
  }

  private static SSLServerSocket socket(Issued own, TrustManager[] trust) throws Exception {
    return (SSLServerSocket)
        context(own, trust)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  private static SSLContext context(Issued own, TrustManager[] trust) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", own.key().getPrivate(), new char[0], own.chain());
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust, null);
    return context;
  }

  private static TrustManager[] trusting(X509Certificate anchor) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("anchor", anchor);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static final class AnyClient extends X509ExtendedTrustManager {

    private final X509Certificate named;

    AnyClient(X509Certificate named) {
      this.named = named;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {named};
    }
  }
}

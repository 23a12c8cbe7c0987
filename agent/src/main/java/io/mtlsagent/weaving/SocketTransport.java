package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.handshake.TransportOf;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A connection of a socket, as far as {@code javax.net.ssl} alone tells of it. */
final class SocketTransport implements Transport {

  private final SSLSocket socket;
  private final String stack;
  private final Application application;

  /** What the library alone knows of a socket; must not hold on to one. */
  interface Application {
    /** The application's own trust manager; null where there is none. */
    @Nullable X509TrustManager trust(Object socket);

    /** The host that the application gave; null for none. */
    @Nullable String host(Object socket);
  }

  SocketTransport(SSLSocket socket, String stack, Application application) {
    this.socket = socket;
    this.stack = stack;
    this.application = application;
  }

  @Override
  public Object key() {
    return socket;
  }

  @Override
  public Role role() {
    return socket.getUseClientMode() ? Role.CLIENT : Role.SERVER;
  }

  @Override
  public String stack() {
    return stack;
  }

  @Override
  public Addresses addresses() {
    return Addresses.of(socket);
  }

  @Override
  public @Nullable String targetHost() {
    return application.host(socket);
  }

  @Override
  public int targetPort() {
    return socket.getPort();
  }

  @Override
  public @Nullable String serverNameIndication() {
    List<SNIServerName> names = socket.getSSLParameters().getServerNames();
    if (names != null) {
      for (SNIServerName name : names) {
        if (name instanceof SNIHostName) {
          return ((SNIHostName) name).getAsciiName();
        }
      }
    }
    return null;
  }

  @Override
  public boolean identifiesEndpoint() {
    String algorithm = socket.getSSLParameters().getEndpointIdentificationAlgorithm();
    return algorithm != null && !algorithm.isEmpty();
  }

  @Override
  public void checkByApplication(List<X509Certificate> chain) throws CertificateException {
    X509TrustManager manager = application.trust(socket);
    if (manager == null) {
      throw new CertificateException("the application has no trust manager that can be asked");
    }
    X509Certificate[] peer = chain.toArray(new X509Certificate[0]);
    boolean server = role() == Role.SERVER;
    String authType = server ? peer[0].getPublicKey().getAlgorithm() : "UNKNOWN";
    if (manager instanceof X509ExtendedTrustManager) {
      X509ExtendedTrustManager extended = (X509ExtendedTrustManager) manager;
      if (server) {
        extended.checkClientTrusted(peer, authType, socket);
      } else {
        extended.checkServerTrusted(peer, authType, socket);
      }
    } else if (server) {
      manager.checkClientTrusted(peer, authType);
    } else {
      manager.checkServerTrusted(peer, authType);
    }
  }

  @Override
  public ClientDemand applicationDemand() {
    if (socket.getNeedClientAuth()) {
      return ClientDemand.NEED;
    }
    return socket.getWantClientAuth() ? ClientDemand.WANT : ClientDemand.NONE;
  }

  @Override
  public TransportOf finder() {
    return finder(stack, application);
  }

  /** Static: it must not hold on to this socket. */
  private static TransportOf finder(String stack, Application application) {
    return key -> new SocketTransport((SSLSocket) key, stack, application);
  }

  @Override
  public boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public Ending end(PeerRejectedException rejected) throws IOException {
    socket.close();
    return Ending.CUT;
  }

  @Override
  public void cut() {
    try {
      socket.close();
    } catch (IOException closed) {
      // which is what was wanted
    }
  }
}

package io.mtlsagent.handshake;

import io.mtlsagent.config.IpLiteral;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that nobody has made, to ask what would hold for it. */
public final class SupposedConnection implements Transport {

  private final Role role;
  private final Addresses addresses;
  private final @Nullable String host;
  private final int port;
  private final @Nullable String serverName;

  private SupposedConnection(
      Role role,
      Addresses addresses,
      @Nullable String host,
      int port,
      @Nullable String serverName) {
    this.role = role;
    this.addresses = addresses;
    this.host = host;
    this.port = port;
    this.serverName = serverName;
  }

  /** One that is still to come, of which nothing is known but our part in it. */
  static SupposedConnection unknown(Role role) {
    return new SupposedConnection(role, Addresses.UNKNOWN, null, 0, null);
  }

  /**
   * From a client to a server of ours.
   *
   * @param port the local port; 0 for one that is not known
   */
  public static SupposedConnection fromClient(int port) {
    InetSocketAddress local =
        port == 0 ? null : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new SupposedConnection(Role.SERVER, Addresses.of(local, null), null, port, null);
  }

  /**
   * From us to a server.
   *
   * @param host a name or an address, as the application would give it
   * @param port 0 for one that is not known
   */
  public static SupposedConnection toServer(String host, int port) {
    byte @Nullable [] address = IpLiteral.parse(host);
    Addresses addresses = Addresses.UNKNOWN;
    if (address != null) {
      try {
        addresses =
            Addresses.of(null, new InetSocketAddress(InetAddress.getByAddress(address), port));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address of a length that there is not", e);
      }
    }
    return new SupposedConnection(Role.CLIENT, addresses, host, port, null);
  }

  /** The same, where we ask for a server name. */
  public SupposedConnection askingFor(String name) {
    return new SupposedConnection(role, addresses, host, port, name);
  }

  /** The peer and its place, for people. */
  public String describe() {
    if (role == Role.CLIENT) {
      return "a server that we call as " + host + (port == 0 ? "" : ", port " + port);
    }
    return "a client of our server" + (port == 0 ? "" : " on port " + port);
  }

  @Override
  public Object key() {
    return this;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String stack() {
    return "none";
  }

  @Override
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public @Nullable String targetHost() {
    return host;
  }

  @Override
  public int targetPort() {
    return port;
  }

  @Override
  public @Nullable String serverNameIndication() {
    return serverName;
  }

  @Override
  public boolean identifiesEndpoint() {
    return false;
  }

  @Override
  public void checkByApplication(List<X509Certificate> chain) throws CertificateException {
    throw new CertificateException("there is no connection");
  }

  @Override
  public ClientDemand applicationDemand() {
    return ClientDemand.NONE;
  }

  @Override
  public TransportOf finder() {
    return key -> this;
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Ending end(PeerRejectedException rejected) throws IOException {
    throw new IOException("nobody has made this connection");
  }

  @Override
  public void cut() {}
}

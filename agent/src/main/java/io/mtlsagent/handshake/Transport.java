package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Staples;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One TLS connection, as its TLS stack tells of it. Implemented once for each stack. */
public interface Transport {

  /** The socket or engine; it is what the connection is known by. */
  Object key();

  /** The part that this JVM plays. */
  Role role();

  /** The name of the TLS stack, for the audit log. */
  String stack();

  /** The addresses of both ends, as far as they are known now. */
  Addresses addresses();

  /** The host that the application gave to the socket, engine or context call. */
  @Nullable String targetHost();

  /** The port that goes with {@link #targetHost}; zero or less where none was given. */
  int targetPort();

  /** The server name (RFC 6066) that the application set on the client side. */
  @Nullable String serverNameIndication();

  /** Whether the application itself asked for the check of the host name. */
  boolean identifiesEndpoint();

  /**
   * Asks the application's own trust manager about a peer, whatever the agent thinks of it.
   *
   * @throws CertificateException if the application refuses the peer
   */
  void checkByApplication(List<X509Certificate> chain) throws CertificateException;

  /** What the server has stapled to the chain that it has just sent, on the client side. */
  default Staples staples() {
    return Staples.notAsked();
  }

  /** What the application itself demands of a client. */
  ClientDemand applicationDemand();

  /** Finds this connection again by its {@link #key()}, without holding on to it. */
  TransportOf finder();

  /** Whether application data may still flow, as far as the stack knows. */
  boolean isOpen();

  /**
   * Ends an open connection for good, with the alert of the rejection's code where the peer can be
   * told. Called once, on a thread of the agent; it may wait for a lock that the application holds
   * while it writes, until {@link #cut} comes.
   *
   * @return how it ended
   * @throws IOException if it was over before, or cannot be ended in this way
   */
  Ending end(PeerRejectedException rejected) throws IOException;

  /** Ends an open connection without a word, and never waits. */
  void cut();
}

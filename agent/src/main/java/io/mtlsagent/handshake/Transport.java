package io.mtlsagent.handshake;

import io.mtlsagent.policy.Role;
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

  /** What the application itself demands of a client. */
  ClientDemand applicationDemand();
}

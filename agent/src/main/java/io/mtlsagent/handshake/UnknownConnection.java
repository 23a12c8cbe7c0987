package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that is still to come, of which nothing is known but our part in it. */
final class UnknownConnection implements Transport {

  private final Role role;

  UnknownConnection(Role role) {
    this.role = role;
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
    return "unknown";
  }

  @Override
  public Addresses addresses() {
    return Addresses.UNKNOWN;
  }

  @Override
  public @Nullable String targetHost() {
    return null;
  }

  @Override
  public int targetPort() {
    return 0;
  }

  @Override
  public @Nullable String serverNameIndication() {
    return null;
  }

  @Override
  public boolean identifiesEndpoint() {
    return false;
  }

  @Override
  public void checkByApplication(List<X509Certificate> chain) throws CertificateException {
    throw new CertificateException("there is no connection yet");
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
    throw new IOException("there is no connection yet");
  }

  @Override
  public void cut() {}
}

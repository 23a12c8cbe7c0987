package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A connection as a TLS stack would tell of it. */
final class FakeConnection implements Transport, SessionFacts {

  private final Role role;
  private final List<X509Certificate> chain;
  private final Map<String, Object> values = new HashMap<>();
  private final Object key = new Object();
  private ClientDemand demand = ClientDemand.NONE;
  private boolean resumed;
  private boolean refusedByApplication;
  private boolean open = true;
  private CountDownLatch writer = new CountDownLatch(0);
  private boolean told;
  private boolean identifiesEndpoint;

  private FakeConnection(Role role, List<X509Certificate> chain) {
    this.role = role;
    this.chain = chain;
  }

  static FakeConnection fromClient(X509Certificate... chain) {
    return new FakeConnection(Role.SERVER, List.of(chain));
  }

  static FakeConnection toServer(X509Certificate... chain) {
    return new FakeConnection(Role.CLIENT, List.of(chain));
  }

  FakeConnection applicationDemands(ClientDemand own) {
    this.demand = own;
    return this;
  }

  /** The application has JSSE check the server's name. */
  FakeConnection identifyingEndpoint() {
    this.identifiesEndpoint = true;
    return this;
  }

  FakeConnection resumed() {
    this.resumed = true;
    return this;
  }

  FakeConnection refusedByApplication() {
    this.refusedByApplication = true;
    return this;
  }

  /** The application writes, and never comes to an end. */
  FakeConnection blockedByWriter() {
    this.writer = new CountDownLatch(1);
    return this;
  }

  FakeConnection closedByApplication() {
    this.open = false;
    return this;
  }

  /** Whether the peer was sent an alert. */
  boolean isTold() {
    return told;
  }

  @Override
  public TransportOf finder() {
    WeakReference<FakeConnection> self = new WeakReference<>(this);
    return key -> self.get();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Ending end(PeerRejectedException rejected) throws IOException {
    try {
      writer.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (!open) {
      throw new IOException("closed");
    }
    open = false;
    told = true;
    return Ending.ALERT;
  }

  @Override
  public void cut() {
    open = false;
    writer.countDown();
  }

  Object value(String name) {
    return values.get(name);
  }

  @Override
  public Object key() {
    return key;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String stack() {
    return "fake";
  }

  @Override
  public Addresses addresses() {
    return Addresses.of(
        new InetSocketAddress("127.0.0.1", 8443), new InetSocketAddress("127.0.0.2", 50000));
  }

  @Override
  public String targetHost() {
    return "localhost";
  }

  @Override
  public int targetPort() {
    return 8443;
  }

  @Override
  public String serverNameIndication() {
    return null;
  }

  @Override
  public boolean identifiesEndpoint() {
    return identifiesEndpoint;
  }

  @Override
  public ClientDemand applicationDemand() {
    return demand;
  }

  @Override
  public String protocol() {
    return "TLSv1.3";
  }

  @Override
  public String cipherSuite() {
    return "TLS_AES_256_GCM_SHA384";
  }

  @Override
  public boolean isResumed() {
    return resumed;
  }

  @Override
  public String serverName() {
    return null;
  }

  @Override
  public List<X509Certificate> peerChain() {
    return chain;
  }

  @Override
  public void removeValue(String name) {
    values.remove(name);
  }

  @Override
  public void checkByApplication(List<X509Certificate> presented) throws CertificateException {
    if (refusedByApplication) {
      throw new CertificateException("not mine");
    }
  }

  @Override
  public void putValue(String name, Object value) {
    values.put(name, value);
  }
}

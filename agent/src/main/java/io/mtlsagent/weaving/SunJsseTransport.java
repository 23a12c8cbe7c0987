package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;
import static io.mtlsagent.weaving.SunJsseFields.set;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.SessionFacts;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.handshake.TransportOf;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Staples;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A connection of SunJSSE, seen through its {@code TransportContext}. */
final class SunJsseTransport implements Transport {

  /** handshake_failure: what {@code fatal} is called with; the weaving then puts ours in. */
  private static final int PROVISIONAL_ALERT = 40;

  private final Object context;
  private final SunJsseFields fields;
  private final EngineChannels channels;
  private final TransportOf finder;

  SunJsseTransport(
      Object context, SunJsseFields fields, EngineChannels channels, TransportOf finder) {
    this.finder = finder;
    this.context = context;
    this.fields = fields;
    this.channels = channels;
  }

  @Override
  public Object key() {
    Object key = get(fields.contextTransport, context);
    if (key == null) {
      throw new IllegalStateException("a TransportContext without a transport");
    }
    return key;
  }

  @Override
  public Role role() {
    return Boolean.TRUE.equals(get(fields.isClientMode, configuration()))
        ? Role.CLIENT
        : Role.SERVER;
  }

  @Override
  public String stack() {
    return SunJsse.NAME;
  }

  @Override
  public Addresses addresses() {
    Object key = key();
    return key instanceof Socket ? Addresses.of((Socket) key) : channels.of(key);
  }

  /** Whether this is an engine that nobody has told of a channel or port; it may have neither. */
  boolean mayBeInMemory() {
    return targetPort() <= 0 && isOfUnknownChannel();
  }

  /** Whether this is an engine whose channel nobody has told. */
  boolean isOfUnknownChannel() {
    return key() instanceof SSLEngine && !addresses().isKnown();
  }

  /** The {@code HandshakeContext} of the handshake under way; null between handshakes. */
  @Nullable Object handshakeContext() {
    return get(fields.contextHandshake, context);
  }

  @Override
  public @Nullable String targetHost() {
    try {
      return (String) SunJsseFields.call(fields.peerHost, key());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public int targetPort() {
    Object key = key();
    if (key instanceof SSLEngine) {
      return ((SSLEngine) key).getPeerPort();
    }
    return key instanceof Socket ? ((Socket) key).getPort() : 0;
  }

  @Override
  public @Nullable String serverNameIndication() {
    return hostName(get(fields.serverNames, configuration()));
  }

  @Override
  public boolean identifiesEndpoint() {
    Object algorithm = get(fields.identificationProtocol, configuration());
    return algorithm instanceof String && !((String) algorithm).isEmpty();
  }

  @Override
  public void checkByApplication(List<X509Certificate> chain) throws CertificateException {
    // the field, not its getter: that one answers with the agent's
    Object manager = get(fields.ownerTrustManager, get(fields.contextOwner, context));
    if (!(manager instanceof X509ExtendedTrustManager)) {
      throw new CertificateException("SunJSSE has no trust manager that can be asked");
    }
    X509ExtendedTrustManager application = (X509ExtendedTrustManager) manager;
    X509Certificate[] peer = chain.toArray(new X509Certificate[0]);
    String keyType = peer[0].getPublicKey().getAlgorithm();
    Object key = key();
    if (role() == Role.SERVER && key instanceof SSLEngine) {
      application.checkClientTrusted(peer, keyType, (SSLEngine) key);
    } else if (role() == Role.SERVER) {
      application.checkClientTrusted(peer, keyType, (Socket) key);
    } else if (key instanceof SSLEngine) {
      application.checkServerTrusted(peer, "UNKNOWN", (SSLEngine) key);
    } else {
      application.checkServerTrusted(peer, "UNKNOWN", (Socket) key);
    }
  }

  @Override
  public ClientDemand applicationDemand() {
    return fields.demand(get(fields.clientAuthType, configuration()));
  }

  /** Puts a demand into the settings of one handshake. */
  void demandInHandshake(Object handshakeContext, ClientDemand demand) {
    Object copy = get(fields.handshakeConfiguration, handshakeContext);
    if (copy == null) {
      throw new IllegalStateException("a HandshakeContext without settings");
    }
    set(fields.clientAuthType, copy, fields.clientAuthType(demand));
  }

  /** Takes the protocols and cipher suites away that the endpoint does not allow. */
  void restrict(Endpoint endpoint) {
    retain(fields.enabledProtocols, fields.protocolName, endpoint.protocols());
    if (!endpoint.cipherSuites().isEmpty()) {
      retain(fields.enabledCipherSuites, fields.cipherSuiteName, endpoint.cipherSuites());
    }
  }

  private void retain(Field list, Field name, List<String> allowed) {
    Object enabled = get(list, configuration());
    if (!(enabled instanceof List)) {
      throw new IllegalStateException("settings without protocols or cipher suites");
    }
    List<Object> kept = new ArrayList<>();
    for (Object element : (List<?>) enabled) {
      if (allowed.contains(String.valueOf(get(name, element)))) {
        kept.add(element);
      }
    }
    if (kept.size() != ((List<?>) enabled).size()) {
      set(list, configuration(), kept);
    }
  }

  /**
   * Whether this is an engine whose ClientHello nobody has fetched yet: the other side knows
   * nothing of the connection. Nothing has been agreed upon, and something waits to be sent.
   */
  boolean isHelloUnsent() {
    Field outputs = fields.contextOutput;
    Method isEmpty = fields.outputIsEmpty;
    if (outputs == null || isEmpty == null || !(key() instanceof SSLEngine)) {
      return false;
    }
    Object handshake = get(fields.contextHandshake, context);
    Object output = get(outputs, context);
    try {
      return role() == Role.CLIENT
          && handshake != null
          && output != null
          && get(fields.handshakeProtocol, handshake) == null
          && Boolean.FALSE.equals(SunJsseFields.call(isEmpty, output));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether a handshake is over, and none is under way. */
  boolean isEstablished() {
    return Boolean.TRUE.equals(get(fields.contextNegotiated, context))
        && get(fields.contextHandshake, context) == null;
  }

  /** Whether TLS 1.3 was negotiated; decides which alerts the peer knows. */
  boolean isTls13() {
    return "TLSv1.3".equals(session().protocol());
  }

  /** What is known of the handshake's outcome now. */
  SessionFacts session() {
    return new SunJsseSession(context, fields);
  }

  /**
   * Ends the connection with an alert.
   *
   * @throws Throwable always: the exception that SunJSSE itself throws
   */
  void tearDown(PeerRejectedException rejected) throws Throwable {
    try {
      Object alert = SunJsseFields.call(fields.alertOf, null, (byte) PROVISIONAL_ALERT);
      SunJsseFields.call(fields.fatal, context, alert, rejected.getMessage(), rejected);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    throw new IllegalStateException("SunJSSE has not ended the connection", rejected);
  }

  @Override
  public Staples staples() {
    return new SunJsseStaples(fields).of(context);
  }

  @Override
  public TransportOf finder() {
    return finder;
  }

  @Override
  public boolean isOpen() {
    if (hasFailed()) {
      return false;
    }
    Object key = key();
    return key instanceof SSLEngine
        ? channels.isOpen((SSLEngine) key)
        : !(key instanceof Socket) || !((Socket) key).isClosed();
  }

  /** Whether the connection ended by an alert, sent or received, or another error. */
  boolean hasFailed() {
    return get(fields.contextCloseReason, context) != null;
  }

  @Override
  public Ending end(PeerRejectedException rejected) throws IOException {
    return new SunJsseEnd(this, fields, channels).end(rejected);
  }

  @Override
  public void cut() {
    new SunJsseEnd(this, fields, channels).cut();
  }

  private Object configuration() {
    Object configuration = get(fields.contextConfiguration, context);
    if (configuration == null) {
      throw new IllegalStateException("a TransportContext without settings");
    }
    return configuration;
  }

  static @Nullable String hostName(@Nullable Object serverNames) {
    if (serverNames instanceof List) {
      for (Object name : (List<?>) serverNames) {
        if (name instanceof SNIHostName) {
          return ((SNIHostName) name).getAsciiName();
        }
      }
    }
    return null;
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
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
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A connection of an engine, as far as {@code javax.net.ssl} alone tells of it. */
class EngineTransport implements Transport {

  private final SSLEngine engine;
  private final String stack;
  private final EngineChannels channels;
  private final ApplicationTrust application;

  /** Finds the application's own trust manager; null where it cannot be told any more. */
  interface ApplicationTrust {
    @Nullable X509TrustManager of(SSLEngine engine);
  }

  /**
   * @param application must not hold on to an engine
   */
  EngineTransport(
      SSLEngine engine, String stack, EngineChannels channels, ApplicationTrust application) {
    this.engine = engine;
    this.stack = stack;
    this.channels = channels;
    this.application = application;
  }

  @Override
  public final SSLEngine key() {
    return engine;
  }

  @Override
  public final Role role() {
    return engine.getUseClientMode() ? Role.CLIENT : Role.SERVER;
  }

  @Override
  public final String stack() {
    return stack;
  }

  @Override
  public final Addresses addresses() {
    return channels.of(engine);
  }

  @Override
  public final @Nullable String targetHost() {
    return engine.getPeerHost();
  }

  @Override
  public final int targetPort() {
    return engine.getPeerPort();
  }

  @Override
  public final @Nullable String serverNameIndication() {
    List<SNIServerName> names = engine.getSSLParameters().getServerNames();
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
  public final boolean identifiesEndpoint() {
    SSLParameters parameters = engine.getSSLParameters();
    String algorithm = parameters.getEndpointIdentificationAlgorithm();
    return algorithm != null && !algorithm.isEmpty();
  }

  @Override
  public final void checkByApplication(List<X509Certificate> chain) throws CertificateException {
    X509TrustManager manager = application.of(engine);
    if (manager == null) {
      throw new CertificateException(
          "the context was made before the agent came: the application cannot be asked");
    }
    X509Certificate[] peer = chain.toArray(new X509Certificate[0]);
    boolean server = role() == Role.SERVER;
    String authType = server ? peer[0].getPublicKey().getAlgorithm() : "UNKNOWN";
    if (manager instanceof X509ExtendedTrustManager) {
      X509ExtendedTrustManager extended = (X509ExtendedTrustManager) manager;
      if (server) {
        extended.checkClientTrusted(peer, authType, engine);
      } else {
        extended.checkServerTrusted(peer, authType, engine);
      }
    } else if (server) {
      manager.checkClientTrusted(peer, authType);
    } else {
      manager.checkServerTrusted(peer, authType);
    }
  }

  @Override
  public final ClientDemand applicationDemand() {
    if (engine.getNeedClientAuth()) {
      return ClientDemand.NEED;
    }
    return engine.getWantClientAuth() ? ClientDemand.WANT : ClientDemand.NONE;
  }

  @Override
  public final TransportOf finder() {
    return finder(stack, channels, application);
  }

  /** Static: it must not hold on to this engine. */
  private static TransportOf finder(
      String stack, EngineChannels channels, ApplicationTrust application) {
    return key -> new EngineTransport((SSLEngine) key, stack, channels, application);
  }

  @Override
  public final boolean isOpen() {
    return channels.isOpen(engine);
  }

  /**
   * With close_notify and without an alert that says why: {@code javax.net.ssl} has no way to name
   * one.
   */
  @Override
  public final Ending end(PeerRejectedException rejected) throws IOException {
    engine.closeOutbound();
    return channels.end(engine) == Ending.ENGINE ? Ending.ENGINE : Ending.CUT;
  }

  @Override
  public final void cut() {
    channels.cut(engine);
  }
}

package io.mtlsagent.weaving;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What the agent uses of one copy of Conscrypt; a missing one is an error at once, not later. */
final class ConscryptMembers {

  private final Field parameters;
  private final Field trustManager;
  private final Field connection;
  private final Field pointer;
  private final Method setCertificateValidation;
  private final Method requestedServerName;
  private final Method sessionReused;

  private ConscryptMembers(Class<?> engine) throws ReflectiveOperationException {
    ClassLoader loader = engine.getClassLoader();
    String prefix = engine.getName().substring(0, engine.getName().lastIndexOf('.') + 1);
    Class<?> parametersType = Class.forName(prefix + "SSLParametersImpl", false, loader);
    Class<?> nativeSsl = Class.forName(prefix + "NativeSsl", false, loader);
    Class<?> crypto = Class.forName(prefix + "NativeCrypto", false, loader);
    this.parameters = accessible(engine.getDeclaredField("sslParameters"));
    this.trustManager = accessible(parametersType.getDeclaredField("x509TrustManager"));
    this.connection = accessible(engine.getDeclaredField("ssl"));
    this.pointer = accessible(nativeSsl.getDeclaredField("ssl"));
    this.setCertificateValidation =
        accessible(nativeSsl.getDeclaredMethod("setCertificateValidation"));
    this.requestedServerName = accessible(nativeSsl.getDeclaredMethod("getRequestedServerName"));
    this.sessionReused =
        accessible(crypto.getDeclaredMethod("SSL_session_reused", long.class, nativeSsl));
  }

  static ConscryptMembers of(Class<?> engine, BridgeDefinition bridge)
      throws ReflectiveOperationException {
    bridge.openPackageOf(engine);
    return new ConscryptMembers(engine);
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }

  /** The {@code SSLParametersImpl}, of which each connection has its own. */
  Object parameters(SSLEngine engine) {
    return required(SunJsseFields.get(parameters, engine));
  }

  /** The application's own trust manager, if there is one. */
  @Nullable X509TrustManager applicationTrust(SSLEngine engine) {
    return (X509TrustManager) SunJsseFields.get(trustManager, parameters(engine));
  }

  /** Puts the demand of the engine into the native connection, which has begun to shake hands. */
  void applyDemand(SSLEngine engine) {
    call(setCertificateValidation, SunJsseFields.get(connection, engine));
  }

  /** The name in the ClientHello that a server has read; null for none. */
  @Nullable String requestedServerName(SSLEngine engine) {
    return (String) call(requestedServerName, SunJsseFields.get(connection, engine));
  }

  boolean isResumed(SSLEngine engine) {
    Object ssl = required(SunJsseFields.get(connection, engine));
    Object address = SunJsseFields.get(pointer, ssl);
    return address instanceof Long
        && (Long) address != 0
        && Boolean.TRUE.equals(call(sessionReused, null, address, ssl));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("Conscrypt is not as the agent knows it");
    }
    return value;
  }

  private static @Nullable Object call(
      Method method, @Nullable Object owner, @Nullable Object... arguments) {
    try {
      return SunJsseFields.call(method, owner, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}

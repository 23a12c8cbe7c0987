package io.mtlsagent.weaving;

import io.mtlsagent.handshake.ClientDemand;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields and methods of {@code sun.security.ssl} that the agent reads, the same on every JVM
 * from 8u261 on. Made when the classes are there; a missing one is an error at once, not later.
 */
final class SunJsseFields {

  private static final String PACKAGE = "sun.security.ssl.";

  final Field contextOwner = field("TransportContext", "sslContext");
  final Field ownerTrustManager = field("SSLContextImpl", "trustManager");
  final Field contextTransport = field("TransportContext", "transport");
  final Field contextConfiguration = field("TransportContext", "sslConfig");
  final Field contextHandshake = field("TransportContext", "handshakeContext");
  final Field contextSession = field("TransportContext", "conSession");
  final Field contextNegotiated = field("TransportContext", "isNegotiated");
  final Field contextCloseReason = field("TransportContext", "closeReason");
  final Field contextProtocol = field("TransportContext", "protocolVersion");
  final Field handshakeConnection = field("HandshakeContext", "conContext");
  final Field handshakeConfiguration = field("HandshakeContext", "sslConfig");
  final Field handshakeProtocol = field("HandshakeContext", "negotiatedProtocol");
  final Field handshakeCipherSuite = field("HandshakeContext", "negotiatedCipherSuite");
  final Field handshakeIsResumption = field("HandshakeContext", "isResumption");
  final Field handshakeServerNames = field("HandshakeContext", "requestedServerNames");
  final Field handshakeSession = field("HandshakeContext", "handshakeSession");
  private final Field clientHelloRandom = field("HandshakeContext", "clientHelloRandom");
  private final Field serverHelloRandom = field("HandshakeContext", "serverHelloRandom");
  final Field handshakeReadSecret = field("HandshakeContext", "baseReadSecret");
  final Field handshakeWriteSecret = field("HandshakeContext", "baseWriteSecret");
  private final Field randomBytes = field("RandomCookie", "randomBytes");
  final Field sessionMasterSecret = field("SSLSessionImpl", "masterSecret");
  final Field sessionIsExtended = field("SSLSessionImpl", "useExtendedMasterSecret");
  final @Nullable Field sessionUpdatesTicket = fieldIfPresent("SSLSessionImpl", "updateNST");
  final Field clientAuthType = field("SSLConfiguration", "clientAuthType");
  final Field isClientMode = field("SSLConfiguration", "isClientMode");
  final Field enabledProtocols = field("SSLConfiguration", "enabledProtocols");
  final Field enabledCipherSuites = field("SSLConfiguration", "enabledCipherSuites");
  final Field identificationProtocol = field("SSLConfiguration", "identificationProtocol");
  final Field serverNames = field("SSLConfiguration", "serverNames");
  final Field protocolName = field("ProtocolVersion", "name");
  final Field cipherSuiteName = field("CipherSuite", "name");
  final Field alertNumber = field("Alert", "id");
  final Field alertDescription = field("Alert", "description");
  final Field socketContext = field("SSLSocketImpl", "conContext");
  final Field engineContext = field("SSLEngineImpl", "conContext");
  final Field socketBelow = field("BaseSSLSocketImpl", "self");
  final @Nullable Field engineLock = fieldIfPresent("SSLEngineImpl", "engineLock");
  final Method alertOf = method("Alert", "valueOf", byte.class);
  final Method peerHost = method("SSLTransport", "getPeerHost");
  final @Nullable Method isStaplingEnabled =
      methodIfPresent("SSLContextImpl", "isStaplingEnabled", boolean.class);
  final @Nullable Method statusResponses = methodIfPresent("SSLSessionImpl", "getStatusResponses");
  final @Nullable Field contextOutput = fieldIfPresent("TransportContext", "outputRecord");
  final @Nullable Method outputIsEmpty = methodIfPresent("OutputRecord", "isEmpty");
  final Method shutdown = method("SSLTransport", "shutdown");
  final Method fatal =
      method("TransportContext", "fatal", type("Alert"), String.class, Throwable.class);
  private final Map<ClientDemand, Object> clientAuthTypes = clientAuthTypes();

  /** Of the ClientHello of a {@code HandshakeContext}; null before it was made or read. */
  @Nullable HelloRandom clientRandom(Object handshake) {
    return HelloRandom.of((byte[]) get(randomBytes, get(clientHelloRandom, handshake)));
  }

  /** Of the ServerHello of a {@code HandshakeContext}; null before it was made or read. */
  @Nullable HelloRandom serverRandom(Object handshake) {
    return HelloRandom.of((byte[]) get(randomBytes, get(serverHelloRandom, handshake)));
  }

  /** What SunJSSE calls a demand. */
  Object clientAuthType(ClientDemand demand) {
    Object type = clientAuthTypes.get(demand);
    if (type == null) {
      throw new IllegalStateException("SunJSSE does not know the demand " + demand);
    }
    return type;
  }

  /** The demand of a {@code ClientAuthType}. */
  ClientDemand demand(@Nullable Object clientAuthType) {
    for (Map.Entry<ClientDemand, Object> entry : clientAuthTypes.entrySet()) {
      if (entry.getValue() == clientAuthType) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("the agent does not know the demand " + clientAuthType);
  }

  static Class<?> type(String simpleName) {
    try {
      return Class.forName(PACKAGE + simpleName, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this JVM has no class " + PACKAGE + simpleName, e);
    }
  }

  static Field field(String simpleName, String name) {
    try {
      return accessible(type(simpleName).getDeclaredField(name));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(PACKAGE + simpleName + " has no field " + name, e);
    }
  }

  private static @Nullable Field fieldIfPresent(String simpleName, String name) {
    try {
      return accessible(type(simpleName).getDeclaredField(name));
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  private static Method method(String simpleName, String name, Class<?>... parameters) {
    Method method = methodIfPresent(simpleName, name, parameters);
    if (method == null) {
      throw new IllegalStateException(PACKAGE + simpleName + " has no method " + name);
    }
    return method;
  }

  private static @Nullable Method methodIfPresent(
      String simpleName, String name, Class<?>... parameters) {
    try {
      return accessible(type(simpleName).getDeclaredMethod(name, parameters));
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }

  private static Map<ClientDemand, Object> clientAuthTypes() {
    Map<ClientDemand, Object> types = new EnumMap<>(ClientDemand.class);
    types.put(ClientDemand.NONE, constant("ClientAuthType", "CLIENT_AUTH_NONE"));
    types.put(ClientDemand.WANT, constant("ClientAuthType", "CLIENT_AUTH_REQUESTED"));
    types.put(ClientDemand.NEED, constant("ClientAuthType", "CLIENT_AUTH_REQUIRED"));
    return types;
  }

  static Object constant(String simpleName, String name) {
    Object value = get(field(simpleName, name), type(simpleName));
    if (value == null) {
      throw new IllegalStateException(PACKAGE + simpleName + "." + name + " is null");
    }
    return value;
  }

  static @Nullable Object get(Field field, @Nullable Object owner) {
    try {
      return owner == null ? null : field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static void set(Field field, Object owner, Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a method; an exception of its own comes out as an InvocationTargetException. */
  static @Nullable Object call(Method method, @Nullable Object owner, @Nullable Object... arguments)
      throws InvocationTargetException {
    try {
      return method.invoke(owner, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

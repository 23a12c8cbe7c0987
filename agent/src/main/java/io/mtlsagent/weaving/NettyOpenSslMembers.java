package io.mtlsagent.weaving;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What the agent uses of one copy of Netty's OpenSSL engine and of the native library's Java half,
 * the same from Netty 4.1.43 to 4.2; a missing one is an error at once, not later.
 */
final class NettyOpenSslMembers {

  private static final String ENGINE = "handler.ssl.ReferenceCountedOpenSslEngine";

  private final Field pointer;
  private final Field allocator;
  private final Field handshakeState;
  private final Field pendingException;
  private final Field context;
  private final Method setVerify;
  private final Method setKeyMaterial;
  private final Method isInInit;
  private final Method isSessionReused;
  private final Method peerCertificate;
  private final Method peerChain;
  private final Method sniHostname;
  private final Constructor<?> keyMaterialProvider;
  private final Method chooseKeyMaterial;
  private final Method release;
  private final Constructor<?> certificateException;

  private NettyOpenSslMembers(Class<?> engine, String prefix) throws ReflectiveOperationException {
    ClassLoader loader = engine.getClassLoader();
    Class<?> ssl = Class.forName(prefix + "internal.tcnative.SSL", false, loader);
    Class<?> material = Class.forName(prefix + "handler.ssl.OpenSslKeyMaterial", false, loader);
    Class<?> provider =
        Class.forName(prefix + "handler.ssl.OpenSslKeyMaterialProvider", false, loader);
    Class<?> buffers = Class.forName(prefix + "buffer.ByteBufAllocator", false, loader);
    this.pointer = accessible(engine.getDeclaredField("ssl"));
    this.allocator = accessible(engine.getDeclaredField("alloc"));
    this.handshakeState = accessible(engine.getDeclaredField("handshakeState"));
    this.pendingException = accessible(pendingException(engine));
    this.context = accessible(engine.getDeclaredField("parentContext"));
    this.setVerify = engine.getMethod("setVerify", int.class, int.class);
    this.setKeyMaterial = accessible(engine.getDeclaredMethod("setKeyMaterial", material));
    this.isInInit = ssl.getMethod("isInInit", long.class);
    this.isSessionReused = ssl.getMethod("isSessionReused", long.class);
    this.peerCertificate = ssl.getMethod("getPeerCertificate", long.class);
    this.peerChain = ssl.getMethod("getPeerCertChain", long.class);
    this.sniHostname = ssl.getMethod("getSniHostname", long.class);
    this.keyMaterialProvider =
        accessible(provider.getDeclaredConstructor(X509KeyManager.class, String.class));
    this.chooseKeyMaterial =
        accessible(provider.getDeclaredMethod("chooseKeyMaterial", buffers, String.class));
    this.release =
        Class.forName(prefix + "util.ReferenceCounted", false, loader).getMethod("release");
    this.certificateException =
        Class.forName(prefix + "handler.ssl.OpenSslCertificateException", false, loader)
            .getConstructor(String.class, Throwable.class, int.class);
  }

  /** Of the class of an engine, which may be a subclass. */
  static NettyOpenSslMembers of(Class<?> engineClass, BridgeDefinition bridge)
      throws ReflectiveOperationException {
    for (Class<?> type = engineClass; type != null; type = type.getSuperclass()) {
      if (type.getName().endsWith(ENGINE)) {
        bridge.openPackageOf(type);
        String name = type.getName();
        return new NettyOpenSslMembers(type, name.substring(0, name.length() - ENGINE.length()));
      }
    }
    throw new IllegalStateException(engineClass + " is no engine of Netty's");
  }

  /** Before 4.1.53 it had the name of what it makes fail. */
  private static Field pendingException(Class<?> engine) throws NoSuchFieldException {
    try {
      return engine.getDeclaredField("pendingException");
    } catch (NoSuchFieldException old) {
      return engine.getDeclaredField("handshakeException");
    }
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }

  /** The native connection; zero after its end. */
  long pointer(Object engine) {
    Object value = get(pointer, engine);
    return value instanceof Long ? (Long) value : 0;
  }

  /** Whether Netty itself has noticed the end of the handshake. */
  boolean isFinished(Object engine) {
    return "FINISHED".equals(String.valueOf(get(handshakeState, engine)));
  }

  /** Whether the native library still shakes hands. */
  boolean isInHandshake(Object engine) {
    long ssl = pointer(engine);
    Object inInit = ssl == 0 ? null : call(isInInit, null, ssl);
    return !Integer.valueOf(0).equals(inInit);
  }

  /** Why the handshake is about to fail. */
  @Nullable Throwable pendingException(Object engine) {
    return (Throwable) get(pendingException, engine);
  }

  /** The {@code SslContext}; null while the engine's constructor runs. */
  @Nullable Object context(Object engine) {
    return get(context, engine);
  }

  /** Sets the demand on the native connection alone: what Netty tells the application stays. */
  void setVerify(Object engine, int level, int depth) {
    call(setVerify, engine, level, depth);
  }

  /** The name in the ClientHello that a server has read; null for none. */
  @Nullable String requestedServerName(Object engine) {
    long ssl = pointer(engine);
    return ssl == 0 ? null : (String) call(sniHostname, null, ssl);
  }

  boolean isResumed(Object engine) {
    long ssl = pointer(engine);
    return ssl != 0 && Boolean.TRUE.equals(call(isSessionReused, null, ssl));
  }

  /** The certificate of the peer in DER, as a server sees it. */
  byte @Nullable [] peerCertificate(Object engine) {
    long ssl = pointer(engine);
    return ssl == 0 ? null : (byte[]) call(peerCertificate, null, ssl);
  }

  /** The peer's chain in DER: a server's is without the first. */
  byte @Nullable [][] peerChain(Object engine) {
    long ssl = pointer(engine);
    return ssl == 0 ? null : (byte[][]) call(peerChain, null, ssl);
  }

  /** Key and chain in the form of the native library, to be released one day. */
  Object keyMaterial(Object engine, X509KeyManager keys) {
    try {
      Object provider = keyMaterialProvider.newInstance(keys, null);
      Object material = call(chooseKeyMaterial, provider, get(allocator, engine), "mtls-agent");
      if (material == null) {
        throw new IllegalStateException("Netty has made no key material of the agent's identity");
      }
      return material;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives key material back that {@link #keyMaterial} has made. */
  void release(Object material) {
    call(release, material);
  }

  /** Shows a certificate on this connection. */
  void setKeyMaterial(Object engine, Object material) {
    call(setKeyMaterial, engine, material);
  }

  /**
   * What makes the native library send a certain alert.
   *
   * @param verifyResult a code of {@code X509_V_ERR_}
   */
  Throwable certificateException(Throwable cause, int verifyResult) {
    try {
      return (Throwable)
          certificateException.newInstance(String.valueOf(cause.getMessage()), cause, verifyResult);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object get(Field field, Object owner) {
    return SunJsseFields.get(field, owner);
  }

  private static @Nullable Object call(
      Method method, @Nullable Object owner, @Nullable Object... arguments) {
    try {
      return method.invoke(owner, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

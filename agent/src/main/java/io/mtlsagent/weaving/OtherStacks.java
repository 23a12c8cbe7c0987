package io.mtlsagent.weaving;

import io.mtlsagent.policy.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TLS stacks that are known and not covered, at the place where an application begins to use one.
 * Those whose engines are {@code javax.net.ssl} ones are noticed by {@link ForeignEngines} as well,
 * but later: not at the start of a server, but with its first connection.
 */
final class OtherStacks implements TlsStack {

  private static final Set<Role> BOTH = EnumSet.allOf(Role.class);
  private static final Set<Role> SERVER = Collections.singleton(Role.SERVER);
  private static final Set<Role> CLIENT = Collections.singleton(Role.CLIENT);
  private static final String LIGHTWEIGHT = "Bouncy Castle's lightweight TLS";

  private final Sightings sightings;

  OtherStacks(Sightings sightings) {
    this.sightings = sightings;
  }

  @Override
  public String name() {
    return "other TLS stacks";
  }

  @Override
  public Purpose purpose() {
    return Purpose.NOTICE;
  }

  @Override
  public List<WovenClass> classes() {
    return Arrays.asList(
        relocatable("codec/quic/QuicheQuicSslContext", "Netty QUIC", BOTH),
        relocatable("jetty/quic/quiche/QuicheConnection", "Jetty QUIC", BOTH),
        jdkQuic(),
        WovenClass.of(
            "sun/security/ssl/DTLSInputRecord",
            HookPoint.atEntry("<init>", "(", new Used("DTLS of the JDK", BOTH, "an engine"))),
        exact(
            "org/apache/tomcat/util/net/openssl/OpenSSLContext",
            "Tomcat OpenSSL (tcnative)",
            SERVER),
        exact(
            "org/apache/tomcat/util/net/openssl/panama/OpenSSLContext",
            "Tomcat OpenSSL (FFM)",
            SERVER),
        WovenClass.of(
            "org/apache/tomcat/util/net/AprEndpoint",
            HookPoint.atEntry(
                "createSSLContext", "(", new Used("Tomcat OpenSSL (APR)", SERVER, "a connector"))),
        exact("org/wildfly/openssl/OpenSSLContextSPI", "WildFly OpenSSL", BOTH),
        exact("software/amazon/awssdk/crt/io/TlsContext", "AWS CRT", BOTH),
        WovenClass.anywhere(
            "ktor/network/tls/TLSClientSessionJvmKt",
            HookPoint.atEntry(
                "openTLSSession", "(", new Used("Ktor's own TLS", CLIENT, "a connection"))),
        lightweightServer("bouncycastle/tls/TlsServerProtocol"),
        lightweightClient("bouncycastle/tls/TlsClientProtocol"),
        lightweightServer("bouncycastle/tls/DTLSServerProtocol"),
        lightweightClient("bouncycastle/tls/DTLSClientProtocol"),
        // the same, as it was called in older versions
        lightweightServer("bouncycastle/crypto/tls/TlsServerProtocol"),
        lightweightClient("bouncycastle/crypto/tls/TlsClientProtocol"),
        lightweightServer("bouncycastle/crypto/tls/DTLSServerProtocol"),
        lightweightClient("bouncycastle/crypto/tls/DTLSClientProtocol"));
  }

  private WovenClass lightweightServer(String end) {
    return WovenClass.anywhere(
        end, HookPoint.atEntry("accept", "(", new Used(LIGHTWEIGHT, SERVER, "a connection")));
  }

  private WovenClass lightweightClient(String end) {
    return WovenClass.anywhere(
        end, HookPoint.atEntry("connect", "(", new Used(LIGHTWEIGHT, CLIENT, "a connection")));
  }

  /**
   * As it shakes hands: java.net.http makes an engine for every client, only to ask it what it can,
   * and then mostly speaks HTTP/2 over TCP.
   */
  private WovenClass jdkQuic() {
    Used used = new Used("QUIC of the JDK", BOTH, "a handshake");
    return WovenClass.of(
        "sun/security/ssl/QuicTLSEngineImpl",
        HookPoint.atEntry("getHandshakeBytes", "(", used),
        HookPoint.atEntry("consumeHandshakeBytes", "(", used));
  }

  private WovenClass exact(String name, String stack, Set<Role> roles) {
    return WovenClass.of(
        name, HookPoint.atEntry("<init>", "(", new Used(stack, roles, "a context")));
  }

  private WovenClass relocatable(String end, String stack, Set<Role> roles) {
    return WovenClass.anywhere(
        end, HookPoint.atEntry("<init>", "(", new Used(stack, roles, "a context")));
  }

  private final class Used implements EnforcingHook {
    private final String stack;
    private final Set<Role> roles;
    private final String what;

    Used(String stack, Set<Role> roles, String what) {
      this.stack = stack;
      this.roles = roles;
      this.what = what;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) {
      for (Object argument : frame) {
        // Bouncy Castle's JSSE provider is built on the lightweight one, and has hooks of its own
        if (argument != null && argument.getClass().getName().contains("bouncycastle.jsse.")) {
          return;
        }
      }
      sightings.uncovered(stack, roles, what + " of " + stack);
    }
  }
}

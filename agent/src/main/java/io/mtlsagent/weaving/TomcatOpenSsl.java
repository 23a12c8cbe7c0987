package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat takes OpenSSL for its connectors by itself, wherever it finds the native library or a JVM
 * that can call OpenSSL. The agent covers JSSE, which Tomcat configures from the same settings: as
 * a connector starts, it is given that one. The connector of Tomcat 9 that does all of its work in
 * the native library, APR, is made one on NIO. A connector that has OpenSSL all the same, being
 * older than the mode that is in force or made by its class, is one of the {@link OtherStacks}.
 */
final class TomcatOpenSsl implements TlsStack {

  private static final String OPENSSL = "org.apache.tomcat.util.net.openssl.";
  private static final String JSSE = "org.apache.tomcat.util.net.jsse.JSSEImplementation";

  /** What a connector is that names no class of its own, APR or NIO, as Tomcat decides. */
  private static final String ANY = "HTTP/1.1";

  private static final String APR = "org.apache.coyote.http11.Http11AprProtocol";
  private static final String NIO = "org.apache.coyote.http11.Http11NioProtocol";

  private final Handshakes handshakes;
  private final Diagnostics diagnostics;

  TomcatOpenSsl(Handshakes handshakes, Diagnostics diagnostics) {
    this.handshakes = handshakes;
    this.diagnostics = diagnostics;
  }

  @Override
  public String name() {
    return "Tomcat OpenSSL";
  }

  @Override
  public Purpose purpose() {
    return Purpose.NOTICE;
  }

  @Override
  public List<WovenClass> classes() {
    return Arrays.asList(
        WovenClass.of(
            "org/apache/tomcat/util/net/SSLImplementation",
            HookPoint.atEntry("getInstance", "(Ljava/lang/String;)", new ImplementationChosen())),
        // from Tomcat 10.1 on there is no APR, and no such method
        WovenClass.of(
            "org/apache/coyote/ProtocolHandler",
            HookPoint.atEntry("create", "(Ljava/lang/String;Z)", new ConnectorChosen())
                .ifPresent()));
  }

  private final class ImplementationChosen implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object implementation = frame[1];
      if (implementation instanceof String
          && ((String) implementation).startsWith(OPENSSL)
          && isOurs()) {
        frame[1] = JSSE;
        diagnostics.replaced(
            name(), "Tomcat's connector is given JSSE in place of OpenSSL, so that it is covered");
      }
    }
  }

  private final class ConnectorChosen implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object wanted = frame[1];
      boolean prefersApr = Boolean.TRUE.equals(frame[2]);
      boolean isApr = APR.equals(wanted) || (prefersApr && (wanted == null || ANY.equals(wanted)));
      if (isApr && isOurs()) {
        frame[1] = NIO;
        diagnostics.replaced(
            name() + " (APR)",
            "Tomcat's connector is one on NIO in place of APR, so that it is covered");
      }
    }
  }

  /** Where nothing is to change on the wire, all stays as it is. */
  private boolean isOurs() {
    return handshakes.strictestMode(EnumSet.of(Role.SERVER)).replacesIdentity();
  }
}

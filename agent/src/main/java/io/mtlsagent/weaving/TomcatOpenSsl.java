package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat takes OpenSSL for its connectors by itself, wherever it finds the native library or a JVM
 * that can call OpenSSL. The agent covers JSSE, which Tomcat configures from the same settings: as
 * a connector starts, it is given that one. A connector that has OpenSSL all the same, being older
 * than the mode that is in force, is one of the {@link OtherStacks}.
 */
final class TomcatOpenSsl implements TlsStack {

  private static final String OPENSSL = "org.apache.tomcat.util.net.openssl.";
  private static final String JSSE = "org.apache.tomcat.util.net.jsse.JSSEImplementation";

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
    return Collections.singletonList(
        WovenClass.of(
            "org/apache/tomcat/util/net/SSLImplementation",
            HookPoint.atEntry("getInstance", "(Ljava/lang/String;)", new Chosen())));
  }

  private final class Chosen implements EnforcingHook {
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

    /** Where nothing is to change on the wire, the implementation stays. */
    private boolean isOurs() {
      Endpoint endpoint = handshakes.strictest(Role.SERVER);
      return endpoint != null && endpoint.mode().replacesIdentity();
    }
  }
}

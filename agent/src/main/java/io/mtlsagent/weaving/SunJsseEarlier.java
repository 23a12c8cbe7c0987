package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices connections of SunJSSE whose handshakes were over before the agent was attached: nothing
 * in the JVM lists them, so each is found when it receives its next record. {@code
 * SSLTransport.decode} is called for every record that a socket or an engine reads. Woven after an
 * attach alone; elsewhere there are no such connections, and nobody pays for the question.
 */
final class SunJsseEarlier implements TlsStack {

  private static final String NAME = "SunJSSE before the attach";
  static final String CLASS = "sun/security/ssl/SSLTransport";

  private final Handshakes handshakes;
  private final SunJsseTransports transports;
  private final TlsUse use;

  SunJsseEarlier(Handshakes handshakes, SunJsseTransports transports, TlsUse use) {
    this.handshakes = handshakes;
    this.transports = transports;
    this.use = use;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Purpose purpose() {
    return Purpose.NOTICE;
  }

  @Override
  public List<WovenClass> classes() {
    return Collections.singletonList(
        WovenClass.of(
            CLASS,
            HookPoint.atEntry(
                "decode", "(Lsun/security/ssl/TransportContext;", new RecordArrives())));
  }

  /** It only learns of the connection, which is judged as those that came in mode off are. */
  private final class RecordArrives implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object context = frame[1];
      if (context == null) {
        return;
      }
      SunJsseTransport transport = transports.of(context);
      if (handshakes.of(transport.key()) == null && transport.isEstablished()) {
        use.handshake();
        handshakes.cameBefore(transport, transport.session());
      }
    }
  }
}

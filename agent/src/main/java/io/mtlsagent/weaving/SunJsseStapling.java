package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets servers of SunJSSE staple an OCSP answer that the agent has fetched ahead. {@code
 * StatusResponseManager.processStapling} says for each full handshake what is stapled: nothing,
 * unless the JVM-wide property {@code jdk.tls.server.enableStatusRequestExtension} has it ask the
 * responder within the handshake. Where it says nothing and the client has asked, the answer is put
 * in its place. A failure costs the staple and nothing else.
 */
final class SunJsseStapling implements TlsStack {

  private static final String NAME = "SunJSSE stapling";
  static final String CLASS = "sun/security/ssl/StatusResponseManager";

  private final Handshakes handshakes;
  private final SunJsseTransports transports;

  @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
  private final ThreadLocal<@Nullable Object> asked = new ThreadLocal<>();

  private volatile @Nullable SunJsseStaplingFields fields;

  SunJsseStapling(Handshakes handshakes, SunJsseTransports transports) {
    this.handshakes = handshakes;
    this.transports = transports;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADDITION;
  }

  @Override
  public List<WovenClass> classes() {
    return Collections.singletonList(
        WovenClass.of(
            CLASS,
            HookPoint.atEntry("processStapling", CONTEXT, new StaplingAsked()),
            HookPoint.atExit("processStapling", CONTEXT, new StaplingAnswered())));
  }

  private static final String CONTEXT = "(Lsun/security/ssl/ServerHandshakeContext;)";

  private final class StaplingAsked implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      asked.set(frame[1]);
    }
  }

  private final class StaplingAnswered implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      Object context = asked.get();
      asked.remove();
      return value == null && context != null ? answer(context) : value;
    }
  }

  private @Nullable Object answer(Object context) throws ReflectiveOperationException {
    SunJsseFields common = transports.fields();
    SunJsseStaplingFields known = fields();
    Object extensions = get(known.handshakeExtensions, context);
    Object request =
        extensions instanceof Map ? ((Map<?, ?>) extensions).get(known.extension) : null;
    Handshake handshake = handshakes.of(transports.ofHandshake(context).key());
    if (request == null
        || handshake == null
        || !known.takesAnyResponder(request)
        || Boolean.TRUE.equals(get(common.handshakeIsResumption, context))) {
      return null;
    }
    byte[] staple = handshake.staple();
    X509Certificate own = handshake.ownCertificate();
    return staple == null || own == null
        ? null
        : known.parameters(request, Collections.singletonMap(own, staple));
  }

  private SunJsseStaplingFields fields() {
    SunJsseStaplingFields known = fields;
    if (known == null) {
      known = new SunJsseStaplingFields();
      fields = known;
    }
    return known;
  }
}

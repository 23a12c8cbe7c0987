package io.mtlsagent.runtime;

import io.mtlsagent.handshake.PeerKind;
import io.mtlsagent.handshake.PeerListener;
import io.mtlsagent.pem.NameText;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event {@code io.mtlsagent.Peer} of Java Flight Recorder for each peer. By reflection: this is
 * Java 8 code, and not every JVM has the recorder.
 */
final class FlightRecorderEvents implements PeerListener {

  private static final List<String> FIELDS =
      Arrays.asList("direction", "endpoint", "stack", "decision", "code", "subject");

  private final Object factory;
  private final Method newEvent;
  private final Method shouldCommit;
  private final Method set;
  private final Method commit;

  private FlightRecorderEvents(Object factory) throws ReflectiveOperationException {
    this.factory = factory;
    Class<?> event = recorderClass("Event");
    this.newEvent = factory.getClass().getMethod("newEvent");
    this.shouldCommit = event.getMethod("shouldCommit");
    this.set = event.getMethod("set", int.class, Object.class);
    this.commit = event.getMethod("commit");
  }

  /** Registers the event. */
  static FlightRecorderEvents register() throws ReflectiveOperationException {
    Constructor<?> annotation =
        recorderClass("AnnotationElement").getConstructor(Class.class, Object.class);
    List<Object> annotations = new ArrayList<>();
    annotations.add(annotation.newInstance(recorderClass("Name"), "io.mtlsagent.Peer"));
    annotations.add(annotation.newInstance(recorderClass("Label"), "TLS peer"));
    annotations.add(annotation.newInstance(recorderClass("Category"), new String[] {"mtls-agent"}));
    // of the agent's own calls, which are the same for all
    annotations.add(annotation.newInstance(recorderClass("StackTrace"), false));
    Constructor<?> descriptor =
        recorderClass("ValueDescriptor").getConstructor(Class.class, String.class);
    List<Object> fields = new ArrayList<>();
    for (String field : FIELDS) {
      fields.add(descriptor.newInstance(String.class, field));
    }
    Object factory =
        recorderClass("EventFactory")
            .getMethod("create", List.class, List.class)
            .invoke(null, annotations, fields);
    return new FlightRecorderEvents(factory);
  }

  /** Whether the recorder has been used in this JVM; to be asked only where its class is loaded. */
  static boolean isRecorderUp() throws ReflectiveOperationException {
    return Boolean.TRUE.equals(
        recorderClass("FlightRecorder").getMethod("isInitialized").invoke(null));
  }

  private static Class<?> recorderClass(String name) throws ClassNotFoundException {
    return Class.forName("jdk.jfr." + name);
  }

  @Override
  public void peer(PeerKind kind, @Nullable X509Certificate certificate) {
    try {
      Object event = newEvent.invoke(factory);
      if (Boolean.TRUE.equals(shouldCommit.invoke(event))) {
        List<@Nullable String> values =
            Arrays.asList(
                kind.direction(),
                kind.endpoint(),
                kind.stack(),
                kind.decision(),
                kind.code(),
                certificate == null
                    ? null
                    : NameText.rfc2253(certificate.getSubjectX500Principal()));
        for (int i = 0; i < values.size(); i++) {
          set.invoke(event, i, values.get(i));
        }
        commit.invoke(event);
      }
    } catch (ReflectiveOperationException | RuntimeException unrecorded) {
      // A recording is for diagnosis: what it misses, the audit log has.
    }
  }
}

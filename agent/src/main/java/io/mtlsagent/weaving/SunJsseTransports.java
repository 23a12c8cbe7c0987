package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.lang.reflect.InvocationTargetException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Finds the connection that an object of SunJSSE belongs to. */
final class SunJsseTransports {

  private final EngineChannels channels;

  /** Made at first use: the classes of SunJSSE must not be loaded before the application does. */
  private volatile @Nullable SunJsseFields fields;

  SunJsseTransports(EngineChannels channels) {
    this.channels = channels;
  }

  /** Of a {@code TransportContext}. */
  SunJsseTransport of(Object transportContext) {
    return new SunJsseTransport(transportContext, fields(), channels, this::ofKey);
  }

  /** Of a {@code HandshakeContext}. */
  SunJsseTransport ofHandshake(Object handshakeContext) {
    return of(present(SunJsseFields.get(fields().handshakeConnection, handshakeContext)));
  }

  /** Of a socket or an engine. */
  SunJsseTransport ofKey(Object socketOrEngine) {
    SunJsseFields known = fields();
    return of(
        present(
            SunJsseFields.get(
                socketOrEngine instanceof SSLSocket ? known.socketContext : known.engineContext,
                socketOrEngine)));
  }

  /** The number of an {@code Alert}. */
  int alertNumber(Object alert) {
    Object number = SunJsseFields.get(fields().alertNumber, alert);
    return number instanceof Byte ? ((Byte) number) & 0xFF : -1;
  }

  /** The name of an {@code Alert} in RFC 8446, such as {@code unknown_ca}. */
  String alertName(Object alert) {
    return String.valueOf(SunJsseFields.get(fields().alertDescription, alert));
  }

  /** The {@code Alert} of a number. */
  Object alert(int number) {
    try {
      return present(SunJsseFields.call(fields().alertOf, null, (byte) number));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("this JVM does not know the alert " + number, e);
    }
  }

  SunJsseFields fields() {
    SunJsseFields known = fields;
    if (known == null) {
      known = new SunJsseFields();
      fields = known;
    }
    return known;
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("SunJSSE is not as the agent knows it");
    }
    return value;
  }
}

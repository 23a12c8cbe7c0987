package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What is known of a connection of Conscrypt by its engine, of each copy of the library. */
final class ConscryptConnections {

  private final EngineChannels channels;
  private final ClassValue<ConscryptMembers> members;

  ConscryptConnections(EngineChannels channels, BridgeDefinition bridge) {
    this.channels = channels;
    this.members =
        new ClassValue<ConscryptMembers>() {
          @Override
          protected ConscryptMembers computeValue(Class<?> engine) {
            try {
              return ConscryptMembers.of(engine, bridge);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException("this version of Conscrypt is not known", e);
            }
          }
        };
  }

  ConscryptMembers members(SSLEngine engine) {
    return members.get(engine.getClass());
  }

  EngineTransport transport(SSLEngine engine) {
    return new EngineTransport(
        engine, Conscrypt.NAME, channels, asked -> members(asked).applicationTrust(asked));
  }

  EngineSession session(SSLEngine engine) {
    return new EngineSession() {
      @Override
      SSLSession session() {
        SSLSession underWay = engine.getHandshakeSession();
        return underWay == null ? engine.getSession() : underWay;
      }

      @Override
      public boolean isResumed() {
        return members(engine).isResumed(engine);
      }
    };
  }

  /** The engine whose method was called. */
  static SSLEngine engine(@Nullable Object receiver) {
    if (receiver == null) {
      throw new IllegalStateException("Conscrypt called without an engine");
    }
    return (SSLEngine) receiver;
  }
}

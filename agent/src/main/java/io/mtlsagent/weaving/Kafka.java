package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/**
 * Kafka's {@code SslTransportLayer}, broker and clients: it is made of a selection key, which knows
 * the channel, and an engine.
 */
final class Kafka extends AddressSource {

  Kafka(EngineChannels channels) {
    super(
        "Kafka",
        Collections.singletonList(
            WovenClass.anywhere(
                "kafka/common/network/SslTransportLayer",
                HookPoint.atEntry("<init>", "(", new EngineWithJdkChannel(channels)))));
  }
}

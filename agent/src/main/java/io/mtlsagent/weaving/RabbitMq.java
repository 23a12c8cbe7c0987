package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/**
 * The Java client of RabbitMQ where it uses engines ({@code useNio}): a method is given the engine
 * and the connected channel of the JDK, and shakes hands.
 */
final class RabbitMq extends AddressSource {

  private static final String[] NONE = {};

  RabbitMq(EngineChannels channels) {
    super(
        "RabbitMQ client",
        Collections.singletonList(
            WovenClass.anywhere(
                "rabbitmq/client/impl/nio/SslEngineHelper",
                HookPoint.atEntry(
                    "doHandshake",
                    "(",
                    new EngineWithChannel(channels, "channels.SocketChannel", NONE, NONE)))));
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/**
 * The library tls-channel, which the reactive driver of MongoDB holds a copy of: its channel of TLS
 * is made of an engine and the channel below.
 */
final class TlsChannel extends AddressSource {

  TlsChannel(EngineChannels channels) {
    super(
        "tls-channel",
        Collections.singletonList(
            WovenClass.anywhere(
                "tlschannel/impl/TlsChannelImpl",
                HookPoint.atEntry("<init>", "(", new EngineWithJdkChannel(channels)))));
  }
}

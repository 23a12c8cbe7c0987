package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/**
 * Helidon 4: its web server makes an engine for each channel that it accepts, and a socket of its
 * own of the two, before any handshake.
 */
final class Helidon extends AddressSource {

  Helidon(EngineChannels channels) {
    super(
        "Helidon",
        Collections.singletonList(
            WovenClass.of(
                "io/helidon/common/socket/TlsNioSocket",
                HookPoint.atEntry("<init>", "(", new EngineWithJdkChannel(channels)))));
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/** Apache MINA 2.2: the handler of a session is made of the session and an engine. */
final class Mina extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteAddress"};

  Mina(EngineChannels channels) {
    super(
        "MINA",
        Collections.singletonList(
            WovenClass.anywhere(
                "mina/filter/ssl/SSLHandlerG0",
                HookPoint.atEntry(
                    "<init>",
                    "(",
                    new EngineWithChannel(
                        channels,
                        "session.IoSession",
                        LOCAL,
                        REMOTE,
                        ForeignChannel.UNREACHABLE)))));
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;

/**
 * Jetty's {@code SslConnection}, server and client: its constructors, which have changed from
 * version to version, are all given the end point and the engine. WireMock and others bring a copy
 * along under a package of their own.
 */
final class Jetty extends AddressSource {

  private static final String[] LOCAL = {"getLocalSocketAddress", "getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteSocketAddress", "getRemoteAddress"};
  private static final String[] RAW = {"getChannel", "getTransport"};

  Jetty(EngineChannels channels) {
    super(
        "Jetty",
        Collections.singletonList(
            WovenClass.anywhere(
                "jetty/io/ssl/SslConnection",
                HookPoint.atEntry(
                    "<init>",
                    "(",
                    new EngineWithChannel(channels, "jetty.io.EndPoint", LOCAL, REMOTE, RAW)))));
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Arrays;

/**
 * Undertow, and below it XNIO, as WildFly uses them: each has a class of its own that is made of a
 * plain connection and an engine, before any handshake.
 */
final class Undertow extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getPeerAddress"};

  Undertow(EngineChannels channels) {
    this(
        new EngineWithChannel(
            channels, "xnio.StreamConnection", LOCAL, REMOTE, ForeignChannel.UNREACHABLE));
  }

  private Undertow(EngineWithChannel made) {
    super(
        "Undertow",
        Arrays.asList(
            WovenClass.of(
                "io/undertow/protocols/ssl/SslConduit", HookPoint.atEntry("<init>", "(", made)),
            WovenClass.of(
                "org/xnio/ssl/JsseSslStreamConnection", HookPoint.atEntry("<init>", "(", made)),
            WovenClass.of(
                "org/xnio/ssl/JsseSslConnection", HookPoint.atEntry("<init>", "(", made))));
  }
}

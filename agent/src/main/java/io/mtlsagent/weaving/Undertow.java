package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.HandshakeThreads;
import io.mtlsagent.handshake.Handshakes;
import java.util.Arrays;

/**
 * Undertow, and below it XNIO, as WildFly uses them: each has a class of its own that is made of a
 * plain connection and an engine, before any handshake.
 */
final class Undertow extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getPeerAddress"};

  Undertow(Handshakes handshakes, HandshakeThreads threads, EngineChannels channels) {
    this(
        // without one, it runs the tasks on the thread that reads and writes
        new DelegatedTasks(handshakes, threads, 4, null),
        new EngineWithChannel(
            channels, "xnio.StreamConnection", LOCAL, REMOTE, ForeignChannel.UNREACHABLE));
  }

  private Undertow(DelegatedTasks tasks, EngineWithChannel made) {
    super(
        "Undertow",
        Arrays.asList(
            WovenClass.of(
                "io/undertow/protocols/ssl/SslConduit",
                HookPoint.atEntry("<init>", "(", made),
                HookPoint.atEntry(
                        "<init>",
                        "(Lio/undertow/protocols/ssl/UndertowSslConnection;"
                            + "Lorg/xnio/StreamConnection;"
                            + "Ljavax/net/ssl/SSLEngine;"
                            + "Ljava/util/concurrent/Executor;",
                        tasks)
                    .ifPresent()),
            WovenClass.of(
                "org/xnio/ssl/JsseSslStreamConnection", HookPoint.atEntry("<init>", "(", made)),
            WovenClass.of(
                "org/xnio/ssl/JsseSslConnection", HookPoint.atEntry("<init>", "(", made))));
  }
}

package example.stacks;

import io.netty.handler.codec.quic.QuicSslContextBuilder;

/** QUIC of Netty, as its HTTP/3 uses it. */
final class NettyQuic {

  private NettyQuic() {}

  static String context() {
    return QuicSslContextBuilder.forClient()
        .applicationProtocols("h3")
        .build()
        .getClass()
        .getName();
  }
}

package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.EngineChannels;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class EngineWithChannelTest {

  /** As libraries name theirs. */
  public interface EndPoint {
    SocketAddress local();

    SocketAddress remote();
  }

  /** The end of a real connection. */
  public record Connected(SocketAddress local, SocketAddress remote) implements EndPoint {}

  /** What the first bytes of a connection say, as Jetty has it: the PROXY protocol. */
  public static final class Claimed implements EndPoint {
    private final EndPoint below;

    Claimed(EndPoint below) {
      this.below = below;
    }

    public EndPoint unwrap() {
      return below;
    }

    @Override
    public SocketAddress local() {
      return address(80);
    }

    @Override
    public SocketAddress remote() {
      return address(81);
    }
  }

  /** The same as Undertow has it. */
  private static final class ClaimedInSecret implements EndPoint {
    private final Connected delegate;

    ClaimedInSecret(Connected delegate) {
      this.delegate = delegate;
    }

    @Override
    public SocketAddress local() {
      return address(80);
    }

    @Override
    public SocketAddress remote() {
      return address(delegate == null ? 80 : 81);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private final Connected connected = new Connected(address(8443), address(50000));

  private static Addresses addresses(EndPoint channel) throws Exception {
    EngineChannels channels = new EngineChannels();
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    new EngineWithChannel(
            channels,
            "EngineWithChannelTest$EndPoint",
            new String[] {"local"},
            new String[] {"remote"},
            ForeignChannel.UNREACHABLE)
        .onEnter(new Object[] {null, engine, channel});
    return channels.of(engine);
  }

  @Test
  void theChannelTellsTheAddresses() throws Exception {
    assertThat(addresses(connected).localPort()).isEqualTo(8443);
    assertThat(addresses(connected).remote()).isEqualTo(address(50000));
  }

  @Test
  void addressesThatAPeerClaimsByTheProxyProtocolDoNotCount() throws Exception {
    for (EndPoint claimed :
        new EndPoint[] {
          new Claimed(connected),
          new Claimed(new Claimed(connected)),
          new ClaimedInSecret(connected),
          new Claimed(new ClaimedInSecret(connected))
        }) {
      assertThat(addresses(claimed).localPort()).isEqualTo(8443);
      assertThat(addresses(claimed).remote()).isEqualTo(address(50000));
    }
  }

  @Test
  void ofAChannelAroundNothingNothingIsKnown() throws Exception {
    assertThat(addresses(new ClaimedInSecret(null)).isKnown()).isFalse();
  }
}

package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.handshake.EngineChannels;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineWithJdkChannelTest {

  private final EngineChannels channels = new EngineChannels();
  private ServerSocketChannel server;
  private SocketChannel channel;
  private SSLEngine engine;

  @BeforeEach
  void connect() throws Exception {
    server =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel = SocketChannel.open(server.getLocalAddress());
    engine = SSLContext.getDefault().createSSLEngine("localhost", 5671);
  }

  @AfterEach
  void close() throws Exception {
    channel.close();
    server.close();
  }

  @Test
  void aChannelBesideTheEngineTellsTheAddresses() throws Exception {
    new EngineWithJdkChannel(channels).onEnter(new Object[] {null, channel, channel, engine});

    assertThat(channels.of(engine).remote()).isEqualTo(server.getLocalAddress());
    assertThat(channels.isOpen(engine)).isTrue();
    channel.close();
    assertThat(channels.isOpen(engine)).isFalse();
  }

  @Test
  void theKeyOfAChannelTellsThemToo() throws Exception {
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);

      new EngineWithJdkChannel(channels).onEnter(new Object[] {null, key, engine});

      assertThat(channels.of(engine).remote()).isEqualTo(server.getLocalAddress());
    }
  }
}

package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Sockets of an application's own classes, such as those of tunnels, do not break a handshake. */
class AddressesTest {

  @Test
  void socketWithoutPortsHasNoAddresses() {
    assertThat(Addresses.of(new Tunnel(-1)).isKnown()).isFalse();
    assertThat(Addresses.of(new Tunnel(65_536)).isKnown()).isFalse();
  }

  @Test
  void socketThatThrowsHasNoAddresses() {
    Socket throwing =
        new Socket() {
          @Override
          public InetAddress getInetAddress() {
            throw new UnsupportedOperationException();
          }
        };
    assertThat(Addresses.of(throwing).isKnown()).isFalse();
  }

  @Test
  void socketThatKnowsItsPortsHasBothAddresses() {
    Addresses addresses = Addresses.of(new Tunnel(8443));
    assertThat(addresses.localPort()).isEqualTo(8443);
    assertThat(addresses.remote()).isNotNull();
  }

  private static final class Tunnel extends Socket {
    private final int port;

    Tunnel(int port) {
      this.port = port;
    }

    @Override
    public InetAddress getInetAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getPort() {
      return port;
    }

    @Override
    public int getLocalPort() {
      return port;
    }
  }
}

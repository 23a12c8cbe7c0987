package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What passes its work on; that others are refused is shown with a real application. */
class ForeignEnginesTest {

  private abstract static class Wrapper extends SSLEngine {
    SSLEngine inner;
  }

  private abstract static class BelowWrapper extends Wrapper {}

  private abstract static class SocketAroundEngine extends SSLSocket {
    Wrapper engine;
  }

  private abstract static class StackOfItsOwn extends SSLEngine {
    long nativeConnection;
    Object session;
  }

  private abstract static class SocketOverPlainSocket extends SSLSocket {
    java.net.Socket plain;
  }

  @Test
  void anEngineOrSocketWithAnotherInsidePassesItsWorkOn() {
    assertThat(ForeignEngines.isWrapper(Wrapper.class)).isTrue();
    assertThat(ForeignEngines.isWrapper(BelowWrapper.class)).isTrue();
    assertThat(ForeignEngines.isWrapper(SocketAroundEngine.class)).isTrue();
  }

  @Test
  void oneWithoutDoesTlsItself() {
    assertThat(ForeignEngines.isWrapper(StackOfItsOwn.class)).isFalse();
    assertThat(ForeignEngines.isWrapper(SocketOverPlainSocket.class)).isFalse();
  }
}

package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClientHelloNameTest {

  private static byte[] hello(byte[]... extensions) {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(new byte[2 + 32]);
    hello.write(1);
    hello.write(7); // session id
    hello.writeBytes(new byte[] {0, 2, 0x13, 0x01});
    hello.writeBytes(new byte[] {1, 0});
    int length = Arrays.stream(extensions).mapToInt(bytes -> bytes.length).sum();
    hello.write(length >> 8);
    hello.write(length);
    for (byte[] extension : extensions) {
      hello.writeBytes(extension);
    }
    return hello.toByteArray();
  }

  private static byte[] extension(int type, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) (type >> 8), (byte) type});
    bytes.writeBytes(new byte[] {(byte) (content.length >> 8), (byte) content.length});
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private static byte[] serverName(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer list = ByteBuffer.allocate(5 + text.length);
    list.putShort((short) (3 + text.length)).put((byte) 0).putShort((short) text.length).put(text);
    return extension(0, list.array());
  }

  @Test
  void theNameIsFoundAfterOtherExtensions() {
    byte[] hello = hello(extension(43, new byte[] {2, 3, 4}), serverName("A.Example"));
    assertThat(ClientHelloName.of(ByteBuffer.wrap(hello))).isEqualTo("A.Example");
  }

  @Test
  void ofSeveralExtensionsTheLastCountsAsInSunJsse() {
    byte[] hello = hello(serverName("a.example"), extension(43, new byte[2]), serverName("b.test"));
    assertThat(ClientHelloName.of(ByteBuffer.wrap(hello))).isEqualTo("b.test");
  }

  @Test
  void theBufferIsNotMoved() {
    ByteBuffer hello = ByteBuffer.wrap(hello(serverName("a.example")));
    ClientHelloName.of(hello);
    assertThat(hello.position()).isZero();
  }

  @Test
  void aHelloWithoutNameHasNone() {
    assertThat(ClientHelloName.of(ByteBuffer.wrap(hello(extension(43, new byte[] {1}))))).isNull();
    assertThat(ClientHelloName.of(ByteBuffer.wrap(hello()))).isNull();
  }

  @Test
  void aHelloCutShortAnywhereHasNone() {
    byte[] hello = hello(serverName("a.example"));
    for (int length = 0; length < hello.length; length++) {
      assertThat(ClientHelloName.of(ByteBuffer.wrap(hello, 0, length))).isNull();
    }
  }

  @Property
  void anyBytesAreRead(@ForAll byte[] bytes) {
    ClientHelloName.of(ByteBuffer.wrap(bytes));
  }

  @Property
  void anyExtensionIsRead(@ForAll byte[] content) {
    ClientHelloName.of(ByteBuffer.wrap(hello(extension(0, content))));
  }
}

package io.mtlsagent.handshake;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the server name out of a ClientHello (RFC 8446, section 4.1.2; RFC 6066, section 3). */
final class ClientHelloName {

  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;

  private ClientHelloName() {}

  /**
   * The first host name of the last server_name extension. There must not be several (RFC 8446,
   * section 4.2), but SunJSSE takes them, and tells the application the name of the last: a client
   * must not be judged by the rule of one name and served by the host of another.
   *
   * @param clientHello the body of the handshake message, without its type and length; is not moved
   * @return null where the client names none, or the message is not well-formed: the TLS stack will
   *     refuse that itself
   */
  static @Nullable String of(ByteBuffer clientHello) {
    ByteBuffer hello = clientHello.duplicate();
    try {
      skip(hello, VERSION_AND_RANDOM);
      skip(hello, unsigned8(hello)); // legacy_session_id
      skip(hello, unsigned16(hello)); // cipher_suites
      skip(hello, unsigned8(hello)); // legacy_compression_methods
      if (!hello.hasRemaining()) {
        return null; // TLS 1.2 without extensions
      }
      int end = unsigned16(hello) + hello.position();
      String name = null;
      while (hello.position() < end) {
        int type = unsigned16(hello);
        int length = unsigned16(hello);
        if (type == SERVER_NAME) {
          name = hostName(hello.duplicate());
        }
        skip(hello, length);
      }
      return name;
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return null;
    }
  }

  private static @Nullable String hostName(ByteBuffer extension) {
    int end = unsigned16(extension) + extension.position();
    while (extension.position() < end) {
      int type = unsigned8(extension);
      int length = unsigned16(extension);
      if (length > extension.remaining()) {
        return null;
      }
      byte[] name = new byte[length];
      extension.get(name);
      if (type == HOST_NAME) {
        return new String(name, StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static void skip(ByteBuffer buffer, int count) {
    buffer.position(buffer.position() + count);
  }

  private static int unsigned8(ByteBuffer buffer) {
    return buffer.get() & 0xFF;
  }

  private static int unsigned16(ByteBuffer buffer) {
    return buffer.getShort() & 0xFFFF;
  }
}

package io.mtlsagent.weaving;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a server_name extension (RFC 6066, section 3). */
final class ServerNameList {

  private static final int HOST_NAME = 0;

  private ServerNameList() {}

  /** The first host name; null where there is none, or the body is not well-formed. */
  static @Nullable String first(byte[] body) {
    ByteBuffer list = ByteBuffer.wrap(body);
    try {
      list.getShort();
      while (list.hasRemaining()) {
        int type = list.get();
        byte[] name = new byte[list.getShort() & 0xFFFF];
        if (name.length > list.remaining()) {
          return null;
        }
        list.get(name);
        if (type == HOST_NAME) {
          return new String(name, StandardCharsets.UTF_8);
        }
      }
      return null;
    } catch (BufferUnderflowException malformed) {
      return null;
    }
  }
}

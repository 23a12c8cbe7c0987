package io.mtlsagent.weaving;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The random of a ClientHello or ServerHello (RFC 8446, section 4.1.2): 32 bytes by which a hello
 * is known again.
 */
final class HelloRandom {

  private static final int HANDSHAKE_RECORD = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  /** Of the version, after the type of the record (RFC 8446, section 5.1). */
  private static final int VERSION_OFFSET = 1;

  /** Of the type of the message: the record's header comes before it. */
  private static final int MESSAGE_OFFSET = 5;

  /** Of legacy_version, with which the body of a hello begins. */
  private static final int VERSION_LENGTH = 2;

  /** Of the random: the message's type and length, and legacy_version, come before it. */
  private static final int RANDOM_OFFSET = MESSAGE_OFFSET + 4 + VERSION_LENGTH;

  private static final int LENGTH = 32;

  private final byte[] bytes;

  private HelloRandom(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Null where there is none yet. */
  static @Nullable HelloRandom of(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != LENGTH ? null : new HelloRandom(bytes.clone());
  }

  /**
   * Of a hello.
   *
   * @param message its body; its position is not moved
   * @return null if it is cut off
   */
  static @Nullable HelloRandom ofMessage(ByteBuffer message) {
    int from = message.position() + VERSION_LENGTH;
    return message.limit() - from < LENGTH ? null : read(message, from);
  }

  /**
   * Of the hello at the beginning of a record.
   *
   * @param from where the record begins; the buffer's position is neither used nor moved
   * @param end where the bytes end
   * @return null if something else is there, as nearly always
   */
  static @Nullable HelloRandom in(ByteBuffer buffer, int from, int end) {
    if (end - from < RANDOM_OFFSET + LENGTH
        || buffer.get(from) != HANDSHAKE_RECORD
        || buffer.get(from + VERSION_OFFSET) != MAJOR_VERSION) {
      return null;
    }
    byte message = buffer.get(from + MESSAGE_OFFSET);
    if (message != CLIENT_HELLO && message != SERVER_HELLO) {
      return null;
    }
    return read(buffer, from + RANDOM_OFFSET);
  }

  private static HelloRandom read(ByteBuffer buffer, int from) {
    byte[] random = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      random[i] = buffer.get(from + i);
    }
    return new HelloRandom(random);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HelloRandom && Arrays.equals(bytes, ((HelloRandom) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}

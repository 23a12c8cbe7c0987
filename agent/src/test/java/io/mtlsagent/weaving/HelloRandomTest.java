package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HelloRandomTest {

  private static final byte[] RANDOM = new byte[32];

  static {
    Arrays.fill(RANDOM, (byte) 7);
  }

  /** A record with a hello that goes on for a while. */
  static byte[] record(int message, byte[] random) {
    ByteBuffer record = ByteBuffer.allocate(100);
    record.put(new byte[] {22, 3, 1, 0, 95, (byte) message, 0, 0, 91, 3, 3}).put(random);
    return record.array();
  }

  @Test
  void theRandomOfARecordIsThatOfItsMessage() {
    byte[] record = record(1, RANDOM);
    ByteBuffer message = ByteBuffer.wrap(record, 9, 91);

    assertThat(HelloRandom.in(ByteBuffer.wrap(record), 0, record.length))
        .isNotNull()
        .isEqualTo(HelloRandom.of(RANDOM))
        .isEqualTo(HelloRandom.ofMessage(message));
    assertThat(message.position()).isEqualTo(9);
  }

  @Test
  void otherRecordsAndMessagesAreNone() {
    byte[] alert = record(1, RANDOM);
    alert[0] = 21;
    byte[] finished = record(20, RANDOM);

    assertThat(HelloRandom.in(ByteBuffer.wrap(alert), 0, alert.length)).isNull();
    assertThat(HelloRandom.in(ByteBuffer.wrap(finished), 0, finished.length)).isNull();
    assertThat(HelloRandom.in(ByteBuffer.wrap(record(2, RANDOM)), 0, 100)).isNotNull();
  }

  @Test
  void oneThatIsCutOffIsNone() {
    byte[] record = record(1, RANDOM);

    assertThat(HelloRandom.in(ByteBuffer.wrap(record), 0, 42)).isNull();
    assertThat(HelloRandom.in(ByteBuffer.wrap(record), 0, 43)).isNotNull();
    assertThat(HelloRandom.ofMessage(ByteBuffer.wrap(record, 9, 33))).isNull();
  }

  /** On the way of all data: it must not throw, whatever comes. */
  @Property
  void anyBytesAreReadWithoutAnError(@ForAll @Size(max = 64) byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);

    HelloRandom.in(buffer, 0, bytes.length);

    assertThat(buffer.position()).isZero();
  }
}

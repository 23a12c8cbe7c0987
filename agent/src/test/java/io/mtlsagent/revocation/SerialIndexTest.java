package io.mtlsagent.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SerialIndexTest {

  @Test
  void everySerialIsFoundWithItsDateAndReasonAndNoOther() throws Exception {
    Random random = new Random(7);
    Map<BigInteger, Integer> expected = new HashMap<>();
    SerialIndexBuilder builder = new SerialIndexBuilder();
    for (int i = 0; i < 20_000; i++) {
      BigInteger serial = new BigInteger(1 + random.nextInt(i % 2 == 0 ? 12 : 160), random);
      if (i % 50 == 0) {
        serial = serial.negate();
      }
      if (expected.putIfAbsent(serial, i) == null) {
        byte[] bytes = serial.toByteArray();
        builder.add(bytes, 0, bytes.length, 1_000_000L + i, i % 7, 20_000 - i);
      }
    }
    SerialIndex index = builder.build();
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach(
        (serial, i) -> {
          long position = index.find(serial.toByteArray());
          assertThat(index.revokedAt(position)).isEqualTo(1_000_000L + i);
          assertThat(index.reason(position)).isEqualTo(i % 7);
        });
    for (int i = 0; i < 20_000; i++) {
      BigInteger other = new BigInteger(1 + random.nextInt(160), random);
      assertThat(index.find(other.toByteArray()) != SerialIndex.ABSENT)
          .isEqualTo(expected.containsKey(other));
    }
  }

  @Test
  void paddedSerialsAreFoundInTheirCanonicalForm() throws Exception {
    SerialIndexBuilder builder = new SerialIndexBuilder();
    builder.add(new byte[] {0, 0, 5}, 0, 3, 0, 0, 0);
    assertThat(builder.build().find(new byte[] {5})).isNotEqualTo(SerialIndex.ABSENT);
  }

  @Test
  void datesBeforeAndAfterItsRangeAreMovedToTheEnds() throws Exception {
    SerialIndexBuilder builder = new SerialIndexBuilder();
    builder.add(new byte[] {1}, 0, 1, -5, 0, 0);
    builder.add(new byte[] {2}, 0, 1, 1L << 40, 0, 0);
    builder.add(new byte[] {3}, 0, 1, 3_000_000_000L, 0, 0);
    SerialIndex index = builder.build();
    assertThat(index.revokedAt(index.find(new byte[] {1}))).isZero();
    assertThat(index.revokedAt(index.find(new byte[] {2}))).isEqualTo(0xFFFFFFFFL);
    assertThat(index.revokedAt(index.find(new byte[] {3}))).isEqualTo(3_000_000_000L);
  }

  @Test
  void entryCostsFiveBytesMoreThanItsSerial() throws Exception {
    SerialIndexBuilder builder = new SerialIndexBuilder();
    Random random = new Random(1);
    byte[] serial = new byte[16];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(serial);
      serial[0] = 0x40;
      builder.add(serial, 0, 16, 1, 0, 100_000 - i);
    }
    assertThat(builder.build().bytes()).isEqualTo(100_000L * 21);
  }

  @Test
  void longListsAreSearchedFromTheirFirstBytesOn() throws Exception {
    Random random = new Random(3);
    SerialIndexBuilder builder = new SerialIndexBuilder();
    byte[][] serials = new byte[100_000][];
    for (int i = 0; i < serials.length; i++) {
      byte[] serial = new byte[8];
      random.nextBytes(serial);
      serial[0] = (byte) (i % 3 == 0 ? 0x7F : 0x10 + i % 16);
      serial[7] = 1;
      serials[i] = serial;
      builder.add(serial, 0, 8, i, 0, 0);
    }
    SerialIndex index = builder.build();
    for (int i = 0; i < serials.length; i++) {
      assertThat(index.find(serials[i])).isNotEqualTo(SerialIndex.ABSENT);
      serials[i][7] = 2;
      assertThat(index.find(serials[i])).isEqualTo(SerialIndex.ABSENT);
    }
    assertThat(index.find(new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0, 0, 1}))
        .isEqualTo(SerialIndex.ABSENT);
    assertThat(index.find(new byte[] {1, 0, 0, 0, 0, 0, 0, 1})).isEqualTo(SerialIndex.ABSENT);
  }
}

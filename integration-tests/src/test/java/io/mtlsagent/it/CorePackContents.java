package io.mtlsagent.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the entry of the agent's jar that holds the core, by its format as CorePack describes it.
 */
final class CorePackContents {

  private static final int HEADER = 8;
  private static final int ROW = 20;

  private CorePackContents() {}

  /** Classes by their dotted names, resources by their paths. */
  static Map<String, byte[]> of(byte[] pack) {
    ByteBuffer numbers = ByteBuffer.wrap(pack);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int i = 0; i < numbers.getInt(0); i++) {
      int row = HEADER + i * ROW;
      int offset = numbers.getInt(row + 4);
      int nameLength = numbers.getInt(row + 8);
      int length = numbers.getInt(row + 12);
      int inflatedLength = numbers.getInt(row + 16);
      String name = new String(pack, offset, nameLength, StandardCharsets.US_ASCII);
      byte[] bytes = new byte[length];
      System.arraycopy(pack, offset + nameLength, bytes, 0, length);
      contents.put(name, inflatedLength < 0 ? bytes : inflate(bytes, inflatedLength));
    }
    return contents;
  }

  private static byte[] inflate(byte[] bytes, int length) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes);
      byte[] inflated = new byte[length];
      if (inflater.inflate(inflated) != length) {
        throw new IllegalArgumentException("cut off");
      }
      return inflated;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    } finally {
      inflater.end();
    }
  }
}

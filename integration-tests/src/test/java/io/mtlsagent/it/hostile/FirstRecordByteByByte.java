package io.mtlsagent.it.hostile;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;

/** Writes the first record, the ClientHello, byte by byte, or only half of it. */
final class FirstRecordByteByByte extends FilterOutputStream {

  private final boolean half;
  private boolean first = true;

  FirstRecordByteByByte(OutputStream out, boolean half) {
    super(out);
    this.half = half;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!first) {
      out.write(bytes, offset, length);
      return;
    }
    first = false;
    for (int i = 0; i < length; i++) {
      if (half && i == length / 2) {
        out.close(); // before an alert is sent
        throw new SocketException("gone, as the script wants it");
      }
      out.write(bytes[offset + i]);
      out.flush();
    }
  }
}

package io.mtlsagent.cli.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that counts what it receives. */
final class CountedSocket extends Socket {

  private volatile long received;

  /** The number of bytes read up to now. */
  long received() {
    return received;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int next = in.read();
        count(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        count(count);
        return count;
      }
    };
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads a connection
  private void count(int more) {
    if (more > 0) {
      received += more;
    }
  }
}

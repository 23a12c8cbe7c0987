package io.mtlsagent.revocation.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket that goes through no proxy and stops to read at a moment that is set beforehand, however
 * busily the other side drips. TLS may be laid over it.
 */
final class DeadlineSocket extends Socket {

  private final long endNanos;
  private final long idleMillis;

  /**
   * @param endNanos in the terms of {@link System#nanoTime()}
   * @param idleMillis the longest that a single read waits
   */
  DeadlineSocket(long endNanos, long idleMillis) {
    super(Proxy.NO_PROXY);
    this.endNanos = endNanos;
    this.idleMillis = idleMillis;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Bounded(super.getInputStream());
  }

  int nextTimeout() throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("it takes too long altogether");
    }
    return (int) Math.max(1, Math.min(left, idleMillis));
  }

  private final class Bounded extends FilterInputStream {

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      setSoTimeout(nextTimeout());
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      setSoTimeout(nextTimeout());
      return super.read(buffer, offset, length);
    }
  }
}

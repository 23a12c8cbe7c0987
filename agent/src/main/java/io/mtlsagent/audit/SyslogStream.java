package io.mtlsagent.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages over TCP, each after its length (RFC 6587, section 3.4.1), or over TLS (RFC 5425). */
final class SyslogStream implements SyslogConnection {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int HANDSHAKE_MILLIS = 3_000;

  /** After an outage, callers are told at once instead of each waiting for a connection. */
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** From then on a connection may have been closed by the other side without our noticing. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String host;
  private final int port;
  private final @Nullable CollectorTls tls;
  private volatile @Nullable Socket socket;
  private long lastUse;
  private long failedAt;
  private @Nullable String failure;

  /**
   * @param tls null for a connection without
   */
  SyslogStream(String host, int port, @Nullable CollectorTls tls) {
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  @Override
  public void send(byte[] message) throws IOException {
    Socket open = socket;
    if (open != null && isClosedByCollector(open)) {
      abort();
      open = null;
    }
    if (open == null || open.isClosed()) {
      open = connect();
    }
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(message, 0, frame, length.length, message.length);
    try {
      open.getOutputStream().write(frame);
      open.getOutputStream().flush();
    } catch (IOException e) {
      // A part of the frame may have gone out: only another connection begins with a whole one.
      abort();
      throw e;
    }
    lastUse = System.nanoTime();
  }

  @Override
  public void abort() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is given up in any case.
      }
    }
  }

  private Socket connect() throws IOException {
    if (failure != null && System.nanoTime() - failedAt < RETRY_NANOS) {
      throw new IOException(failure);
    }
    try {
      Socket connected = secured(connected());
      connected.setKeepAlive(true);
      connected.setTcpNoDelay(true);
      socket = connected;
      failure = null;
      return connected;
    } catch (IOException e) {
      abort();
      failure = String.valueOf(e.getMessage());
      failedAt = System.nanoTime();
      throw e;
    }
  }

  private Socket connected() throws IOException {
    IOException problem = new UnknownHostException(host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket candidate = new Socket();
      socket = candidate; // so that it can be aborted
      try {
        candidate.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return candidate;
      } catch (IOException e) {
        candidate.close();
        problem = e;
      }
    }
    throw problem;
  }

  private Socket secured(Socket plain) throws IOException {
    if (tls == null) {
      return plain;
    }
    plain.setSoTimeout(HANDSHAKE_MILLIS);
    return tls.secure(plain, host, port);
  }

  /** A collector says nothing: what can be read is the end of the stream, or an error. */
  private boolean isClosedByCollector(Socket open) {
    if (System.nanoTime() - lastUse < IDLE_NANOS) {
      return false;
    }
    try {
      open.setSoTimeout(1);
      return open.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}

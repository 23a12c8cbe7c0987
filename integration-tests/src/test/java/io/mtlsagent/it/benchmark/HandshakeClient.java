package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.TestContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Connects to a server again and again, in full handshakes of TLS 1.3, from this process. */
final class HandshakeClient {

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SSLContext context;
  private final int port;

  /** JSSE finds the session to resume by host and port: another name, another session. */
  private int name;

  private volatile @Nullable Socket connection;

  HandshakeClient(int port, PeerFiles identity, PkiFiles trusted) {
    this.port = port;
    this.context = TestContexts.of(identity, List.of(trusted.rootCertificate()));
  }

  /** Connects so many times, each until an answer is there, and not measured. */
  void warmUp(int handshakes) throws IOException {
    long[] unused = nanos(handshakes);
  }

  /** Of so many handshakes the 99th percentile and the median, in nanoseconds. */
  void measure(int handshakes, Samples percentiles, Samples medians) throws IOException {
    long[] nanos = nanos(handshakes);
    percentiles.add(nanos[handshakes * 99 / 100]);
    medians.add(nanos[handshakes / 2]);
  }

  /** What each took, the shortest first. */
  private long[] nanos(int handshakes) throws IOException {
    long[] nanos = new long[handshakes];
    for (int i = 0; i < handshakes; i++) {
      long begin = System.nanoTime();
      if (!isAnswered()) {
        throw new IOException("the server has closed a connection without an answer");
      }
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  /** Connects once, perhaps in vain. */
  void tryOnce() {
    try {
      boolean unused = isAnswered();
    } catch (IOException e) {
      // It was refused, or the server is gone.
    }
  }

  /** Drops the connection, without a word. */
  void leave() {
    try {
      Socket present = connection;
      if (present != null) {
        present.close();
      }
    } catch (IOException e) {
      // It is over in any case.
    }
  }

  /** In TLS 1.3 a client's handshake ends before the server has judged it: so for an answer. */
  private boolean isAnswered() throws IOException {
    Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
    connection = tcp;
    tcp.setTcpNoDelay(true);
    String host = "n" + ++name + ".benchmark.example";
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true)) {
      socket.getOutputStream().write(REQUEST);
      return socket.getInputStream().read() >= 0;
    }
  }
}

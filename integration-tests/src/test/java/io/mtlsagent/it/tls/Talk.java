package io.mtlsagent.it.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** What is said on a connection to a server application. */
public enum Talk {
  HTTP,
  /** The same with a server that leaves the end of the connection to its client. */
  HTTP_LEFT_OPEN {
    @Override
    String answer(InputStream in) throws IOException {
      StringBuilder all = new StringBuilder();
      int next = in.read();
      while (next >= 0 && all.indexOf("hello") < 0) {
        all.append((char) next);
        next = in.read();
      }
      return all.toString();
    }
  },
  /**
   * The same through a proxy that says who has called it (HAProxy's PROXY protocol, version 1):
   * anybody can write that line.
   */
  HTTP_BY_PROXY {
    @Override
    void beforeTls(Socket plain) throws IOException {
      String claim = "PROXY TCP4 203.0.113.7 203.0.113.8 4711 8080\r\n";
      plain.getOutputStream().write(claim.getBytes(StandardCharsets.US_ASCII));
      plain.getOutputStream().flush();
    }
  },
  /** The same after a beginning in the clear, as mail servers have it. */
  START_TLS {
    @Override
    void beforeTls(Socket plain) throws IOException {
      line(plain.getInputStream());
      plain.getOutputStream().write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
      plain.getOutputStream().flush();
      line(plain.getInputStream());
    }
  },
  /** The control connection of FTP, where {@code AUTH TLS} begins TLS (RFC 4217). */
  FTP {
    @Override
    void beforeTls(Socket plain) throws IOException {
      line(plain.getInputStream());
      plain.getOutputStream().write("AUTH TLS\r\n".getBytes(StandardCharsets.US_ASCII));
      plain.getOutputStream().flush();
      line(plain.getInputStream());
    }

    @Override
    void ask(OutputStream out, String path) throws IOException {
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  },
  /** An anonymous bind, after the extended operation {@code StartTLS} (RFC 4511, 4.2 and 4.14). */
  LDAP {
    @Override
    void beforeTls(Socket plain) throws IOException {
      OutputStream out = plain.getOutputStream();
      out.write(new byte[] {0x30, 29, 2, 1, 1, 0x77, 24, (byte) 0x80, 22});
      out.write("1.3.6.1.4.1.1466.20037".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = plain.getInputStream();
      if (in.read() != 0x30) {
        throw new EOFException("no TLS offered");
      }
      in.readNBytes(in.read());
    }

    @Override
    void ask(OutputStream out, String path) throws IOException {
      out.write(new byte[] {0x30, 12, 2, 1, 2, 0x60, 7, 2, 1, 3, 4, 0, (byte) 0x80, 0});
      out.flush();
    }

    @Override
    String answer(InputStream in) throws IOException {
      return in.read() == 0x30 ? "a message of " + in.read() + " bytes" : "";
    }
  },
  /**
   * The greeting of Java RMI's stream protocol; the server answers with its acknowledgement and our
   * address.
   */
  RMI {
    @Override
    void ask(OutputStream out, String path) throws IOException {
      out.write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
      out.flush();
    }

    @Override
    String answer(InputStream in) throws IOException {
      int first = in.read();
      return first < 0 ? "" : String.valueOf((char) first);
    }
  },
  /** One of ZooKeeper's words of four letters: a description of the server. */
  ZOOKEEPER {
    @Override
    void ask(OutputStream out, String path) throws IOException {
      out.write("srvr".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  },
  /** A question of Kafka's protocol: which versions of its requests the broker knows. */
  KAFKA {
    @Override
    void ask(OutputStream out, String path) throws IOException {
      byte[] apiVersions = {0, 18, 0, 0, 0, 0, 0, 1, -1, -1};
      out.write(new byte[] {0, 0, 0, (byte) apiVersions.length});
      out.write(apiVersions);
      out.flush();
    }

    @Override
    String answer(InputStream in) throws IOException {
      byte[] length = in.readNBytes(4);
      return length.length < 4 ? "" : "an answer of " + new BigInteger(1, length) + " bytes";
    }
  },
  /** What a client of HTTP/2 says first; the server answers with its settings (RFC 9113, 3.4). */
  HTTP2 {
    @Override
    void configure(SSLSocket socket) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
    }

    @Override
    void ask(OutputStream out, String path) throws IOException {
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      out.flush();
    }

    @Override
    String answer(InputStream in) throws IOException {
      int first = in.read();
      return first < 0 ? "" : "settings of length " + first;
    }
  };

  /** What the application protocol asks of the handshake. */
  void configure(SSLSocket socket) {}

  /** On the plain socket, before the handshake. */
  void beforeTls(Socket plain) throws IOException {}

  void ask(OutputStream out, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** All that comes back; empty where the connection is closed without an answer. */
  String answer(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static void line(InputStream in) throws IOException {
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        throw new EOFException("no TLS offered");
      }
    }
  }
}

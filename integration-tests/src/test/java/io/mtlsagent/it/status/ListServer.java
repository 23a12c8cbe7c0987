package io.mtlsagent.it.status;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A distribution point on loopback, whose list can be replaced. */
public final class ListServer implements AutoCloseable {

  private final HttpServer server;
  private final String scheme;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile byte[] list;

  private ListServer(HttpServer server, String scheme, byte[] list) {
    this.server = server;
    this.scheme = scheme;
    this.list = list;
  }

  public static ListServer of(byte[] list) {
    try {
      return new ListServer(HttpServer.create(anyPort(), 0), "http", list).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same over https, for localhost. */
  public static ListServer of(byte[] list, SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new ListServer(server, "https", list).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private ListServer start() {
    server.createContext(
        "/",
        exchange -> {
          byte[] body = list;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          requests.incrementAndGet();
        });
    server.start();
    return this;
  }

  /** The address of the list. */
  public String url() {
    return scheme + "://localhost:" + server.getAddress().getPort() + "/ca.crl";
  }

  /** Answers with another list from now on. */
  public void replaceBy(byte[] other) {
    list = other;
  }

  /** Answers with an error from now on. */
  public void fail() {
    status = 503;
  }

  /** How many requests have been answered. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.mtlsagent.it.benchmark.app;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** An Undertow that answers each request with a word and keeps its connections. */
public final class UndertowServer {

  private UndertowServer() {}

  /**
   * Runs until it is ended.
   *
   * @param arguments {@code mutual} or {@code one-way}; key store; its password; anchor
   */
  public static void main(String[] arguments) throws Exception {
    TlsMaterial material =
        new TlsMaterial(Path.of(arguments[1]), arguments[2].toCharArray(), Path.of(arguments[3]));
    Undertow.Builder builder =
        Undertow.builder()
            .addHttpsListener(0, "127.0.0.1", material.withIdentity())
            .setIoThreads(1)
            .setWorkerThreads(2)
            .setHandler(exchange -> exchange.getResponseSender().send(KeepAliveClient.ANSWER));
    if (arguments[0].equals("mutual")) {
      builder.setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUIRED);
    }
    Undertow server = builder.build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println(address.getPort());
  }
}

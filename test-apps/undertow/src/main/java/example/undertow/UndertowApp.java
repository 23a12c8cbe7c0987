package example.undertow;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import org.wildfly.openssl.OpenSSLProvider;

/**
 * An Undertow HTTPS server, with HTTP/2 beside HTTP/1.1; with {@code --context=openssl.TLS} on
 * WildFly's OpenSSL, as in WildFly, and with {@code --proxy-protocol} for those who come through a
 * proxy that says so.
 */
public final class UndertowApp {

  private UndertowApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    if (options.has("context")) {
      OpenSSLProvider.register();
    }
    Undertow server =
        Undertow.builder()
            .setServerOption(io.undertow.UndertowOptions.ENABLE_HTTP2, true)
            .addListener(
                new Undertow.ListenerBuilder()
                    .setType(Undertow.ListenerType.HTTPS)
                    .setPort(options.number("port", 8443))
                    .setHost("127.0.0.1")
                    .setSslContext(TlsContexts.server(options))
                    .setUseProxyProtocol(options.flag("proxy-protocol")))
            .setHandler(UndertowApp::answer)
            .setIoThreads(2)
            .setWorkerThreads(4)
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    Report.ready(address.getPort());
  }

  private static void answer(HttpServerExchange exchange) {
    Report.request(exchange.getRequestPath());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(Hello.to(exchange.getConnection().getSslSession()));
  }
}

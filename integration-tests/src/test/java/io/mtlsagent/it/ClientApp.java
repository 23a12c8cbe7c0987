package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;
import java.util.List;
import java.util.stream.Stream;

/** The clients of the matrix: each once as it should be, and once with all checks switched off. */
enum ClientApp {
  HTTPS_URL_CONNECTION(TestApp.HTTPS_URL_CONNECTION, false),
  HTTPS_URL_CONNECTION_TRUST_ALL(TestApp.HTTPS_URL_CONNECTION, true),
  JAVA_HTTP_CLIENT(TestApp.JAVA_HTTP_CLIENT, false),
  JAVA_HTTP_CLIENT_TRUST_ALL(TestApp.JAVA_HTTP_CLIENT, true),
  APACHE_HTTP_CLIENT(TestApp.APACHE_HTTP_CLIENT, false),
  APACHE_HTTP_CLIENT_TRUST_ALL(TestApp.APACHE_HTTP_CLIENT, true),
  OK_HTTP(TestApp.OK_HTTP, false),
  OK_HTTP_TRUST_ALL(TestApp.OK_HTTP, true),
  CONSCRYPT_URL(TestApp.JSSE_PROVIDER, false, "--jsse=conscrypt", "--app=url"),
  CONSCRYPT_SOCKET_TRUST_ALL(TestApp.JSSE_PROVIDER, true, "--jsse=conscrypt", "--app=socket"),
  BOUNCY_CASTLE_URL(TestApp.JSSE_PROVIDER, false, "--jsse=bc", "--app=url"),
  BOUNCY_CASTLE_SOCKET_TRUST_ALL(TestApp.JSSE_PROVIDER, true, "--jsse=bc", "--app=socket"),
  WILDFLY_OPENSSL_URL(TestApp.WILDFLY_PROVIDER, false, "--jsse=openssl", "--app=url"),
  NETTY(TestApp.NETTY_CLIENT, false),
  NETTY_OPENSSL(TestApp.NETTY_CLIENT, false, "--provider=OPENSSL"),
  NETTY_OPENSSL_TRUST_ALL(TestApp.NETTY_CLIENT, true, "--provider=OPENSSL"),
  NETTY_4_2(TestApp.NETTY_4_2_CLIENT, false),
  NETTY_4_2_OPENSSL(TestApp.NETTY_4_2_CLIENT, false, "--provider=OPENSSL"),
  NETTY_4_2_OPENSSL_FACTORY(
      TestApp.NETTY_4_2_CLIENT, false, "--provider=OPENSSL", "--trust=factory"),
  NETTY_4_2_OPENSSL_CERTIFICATES(
      TestApp.NETTY_4_2_CLIENT, false, "--provider=OPENSSL", "--trust=certificates"),
  JETTY_12(TestApp.JETTY_12_CLIENT, false),
  JETTY_12_TRUST_ALL(TestApp.JETTY_12_CLIENT, true),
  VERTX(TestApp.VERTX_CLIENT, false),
  VERTX_TRUST_ALL(TestApp.VERTX_CLIENT, true),
  REACTOR_NETTY(TestApp.REACTOR_NETTY_CLIENT, false),
  ASYNC_HTTP_CLIENT(TestApp.ASYNC_HTTP_CLIENT, false),
  ASYNC_HTTP_CLIENT_TRUST_ALL(TestApp.ASYNC_HTTP_CLIENT, true),
  ELASTICSEARCH(TestApp.ELASTICSEARCH_CLIENT, false),
  ELASTICSEARCH_TRUST_ALL(TestApp.ELASTICSEARCH_CLIENT, true),
  PEKKO(TestApp.PEKKO_CLIENT, false),
  PEKKO_TRUST_ALL(TestApp.PEKKO_CLIENT, true),
  AKKA(TestApp.AKKA_CLIENT, false),
  HELIDON(TestApp.HELIDON_CLIENT, false),
  HELIDON_TRUST_ALL(TestApp.HELIDON_CLIENT, true),
  SSL_SOCKET_LAYERED(TestApp.SSL_SOCKET_CLIENT, false, "--layered"),
  /** Checks no host name. */
  SSL_SOCKET(TestApp.SSL_SOCKET_CLIENT, false),
  SSL_SOCKET_TRUST_ALL(TestApp.SSL_SOCKET_CLIENT, true);

  private final TestApp app;
  private final boolean trustAll;
  private final String[] arguments;

  ClientApp(TestApp app, boolean trustAll, String... arguments) {
    this.app = app;
    this.trustAll = trustAll;
    this.arguments = arguments;
  }

  /**
   * Those of the matrix, or only those that {@code mtls.it.clients} names, separated by commas: for
   * whoever works on one of them.
   */
  static Stream<ClientApp> wanted() {
    List<String> names = List.of(System.getProperty("mtls.it.clients", "").split(","));
    return Stream.of(values()).filter(app -> names.contains("") || names.contains(app.name()));
  }

  TestApp app() {
    return app;
  }

  /** One request to each address; the client trusts the one-way authority or everybody. */
  Launch launch(OneWayTls material, String... urls) {
    Launch launch = Launch.of(app, "--url=" + String.join(",", urls)).arguments(arguments);
    launch = Stack.CONSCRYPT.environment(launch);
    return trustAll
        ? launch.arguments("--trust-all")
        : launch.arguments(material.clientArguments());
  }
}

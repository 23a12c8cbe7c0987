package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.Talk;
import java.util.List;
import java.util.stream.Stream;

/**
 * The servers of the matrix, and how one talks to them: a new stack gets all of its tests by a line
 * here.
 */
enum ServerApp {
  HTTPS_SERVER(TestApp.HTTPS_SERVER, Talk.HTTP, Stack.SUN_JSSE),
  SSL_SERVER_SOCKET(TestApp.SSL_SERVER_SOCKET, Talk.HTTP, Stack.SUN_JSSE),
  SOCKET_CHANNELS(TestApp.CHANNEL_SERVER, Talk.HTTP, Stack.SUN_JSSE),
  START_TLS(TestApp.START_TLS_SERVER, Talk.START_TLS, Stack.SUN_JSSE),
  START_TLS_AFTER_PEEK(TestApp.START_TLS_AFTER_PEEK, Talk.START_TLS, Stack.SUN_JSSE, "--peek"),
  FTP(TestApp.FTP_SERVER, Talk.FTP, Stack.SUN_JSSE),
  LDAP(TestApp.LDAP_SERVER, Talk.LDAP, Stack.SUN_JSSE),
  RMI(TestApp.RMI_SERVER, Talk.RMI, Stack.SUN_JSSE),
  TOMCAT(TestApp.TOMCAT, Talk.HTTP, Stack.SUN_JSSE),
  JETTY(TestApp.JETTY, Talk.HTTP, Stack.SUN_JSSE),
  UNDERTOW(TestApp.UNDERTOW, Talk.HTTP, Stack.SUN_JSSE),
  WILDFLY_OPENSSL(TestApp.WILDFLY_UNDERTOW, Talk.HTTP, Stack.SUN_JSSE, "--context=openssl.TLS"),
  WILDFLY_OPENSSL_SOCKETS(
      TestApp.WILDFLY_PROVIDER, Talk.HTTP, Stack.SUN_JSSE, "--jsse=openssl", "--app=sockets"),
  JETTY_BY_PROXY(TestApp.JETTY_BY_PROXY, Talk.HTTP_BY_PROXY, Stack.SUN_JSSE, "--proxy-protocol"),
  UNDERTOW_BY_PROXY(
      TestApp.UNDERTOW_BY_PROXY, Talk.HTTP_BY_PROXY, Stack.SUN_JSSE, "--proxy-protocol"),
  GRIZZLY(TestApp.GRIZZLY, Talk.HTTP, Stack.SUN_JSSE),
  NETTY(TestApp.NETTY, Talk.HTTP, Stack.SUN_JSSE),
  NETTY_OPENSSL(TestApp.NETTY, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL"),
  NETTY_OPENSSL_REFCNT(
      TestApp.NETTY, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL_REFCNT", "--keys=plain"),
  GRPC_SHADED(TestApp.GRPC_SERVER, Talk.HTTP2, Stack.NETTY_OPENSSL),
  CONSCRYPT_ENGINES(
      TestApp.JSSE_PROVIDER, Talk.HTTP, Stack.CONSCRYPT, "--jsse=conscrypt", "--app=engines"),
  CONSCRYPT_SOCKETS(
      TestApp.JSSE_PROVIDER, Talk.HTTP, Stack.CONSCRYPT, "--jsse=conscrypt", "--app=sockets"),
  BOUNCY_CASTLE_ENGINES(
      TestApp.JSSE_PROVIDER, Talk.HTTP, Stack.BOUNCY_CASTLE, "--jsse=bc", "--app=engines"),
  BOUNCY_CASTLE_SOCKETS(
      TestApp.JSSE_PROVIDER, Talk.HTTP, Stack.BOUNCY_CASTLE, "--jsse=bc", "--app=sockets"),
  SPRING_BOOT(TestApp.SPRING_BOOT, Talk.HTTP, Stack.SUN_JSSE),
  TOMCAT_10(TestApp.TOMCAT_10, Talk.HTTP, Stack.SUN_JSSE),
  TOMCAT_10_NIO2(
      TestApp.TOMCAT_10,
      Talk.HTTP,
      Stack.SUN_JSSE,
      "--protocol=org.apache.coyote.http11.Http11Nio2Protocol"),
  TOMCAT_11(TestApp.TOMCAT_11, Talk.HTTP, Stack.SUN_JSSE),
  NETTY_4_2(TestApp.NETTY_4_2, Talk.HTTP, Stack.SUN_JSSE),
  NETTY_4_2_OPENSSL(TestApp.NETTY_4_2, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL"),
  NETTY_4_2_OPENSSL_KEY_MANAGER(
      TestApp.NETTY_4_2, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL", "--keys=manager"),
  NETTY_4_2_OPENSSL_CACHING(
      TestApp.NETTY_4_2, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL", "--keys=caching"),
  UNDERTOW_2_3(TestApp.UNDERTOW_2_3, Talk.HTTP, Stack.SUN_JSSE),
  GRIZZLY_4(TestApp.GRIZZLY_4, Talk.HTTP, Stack.SUN_JSSE),
  JETTY_12(TestApp.JETTY_12, Talk.HTTP, Stack.SUN_JSSE),
  VERTX(TestApp.VERTX, Talk.HTTP, Stack.SUN_JSSE),
  WEB_FLUX(TestApp.WEB_FLUX, Talk.HTTP, Stack.SUN_JSSE),
  MINA_2_0(TestApp.MINA_2_0, Talk.HTTP_LEFT_OPEN, Stack.SUN_JSSE),
  MINA_2_1(TestApp.MINA_2_1, Talk.HTTP_LEFT_OPEN, Stack.SUN_JSSE),
  MINA(TestApp.MINA, Talk.HTTP_LEFT_OPEN, Stack.SUN_JSSE, "--protocols=TLSv1.2"),
  HTTP_CORE(TestApp.HTTP_CORE, Talk.HTTP, Stack.SUN_JSSE),
  PEKKO(TestApp.PEKKO, Talk.HTTP, Stack.SUN_JSSE),
  AKKA(TestApp.AKKA, Talk.HTTP, Stack.SUN_JSSE),
  HELIDON(TestApp.HELIDON, Talk.HTTP_LEFT_OPEN, Stack.SUN_JSSE),
  OSGI(TestApp.OSGI, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL"),
  JBOSS_MODULES(TestApp.JBOSS_MODULES, Talk.HTTP, Stack.NETTY_OPENSSL, "--provider=OPENSSL"),
  ZOOKEEPER(TestApp.ZOOKEEPER, Talk.ZOOKEEPER, Stack.SUN_JSSE),
  KAFKA(TestApp.KAFKA_BROKER, Talk.KAFKA, Stack.SUN_JSSE);

  private final TestApp app;
  private final Talk talk;
  private final Stack stack;
  private final String[] arguments;

  ServerApp(TestApp app, Talk talk, Stack stack, String... arguments) {
    this.app = app;
    this.talk = talk;
    this.stack = stack;
    this.arguments = arguments;
  }

  /**
   * Those of the matrix, or only those that {@code mtls.it.servers} names, separated by commas: for
   * whoever works on one of them.
   */
  static Stream<ServerApp> wanted() {
    List<String> names = List.of(System.getProperty("mtls.it.servers", "").split(","));
    return Stream.of(values()).filter(app -> names.contains("") || names.contains(app.name()));
  }

  TestApp app() {
    return app;
  }

  Talk talk() {
    return talk;
  }

  /** Whether its application code says which paths it was asked for. */
  boolean namesRequests() {
    return talk == Talk.HTTP
        || talk == Talk.HTTP_LEFT_OPEN
        || talk == Talk.HTTP_BY_PROXY
        || talk == Talk.START_TLS;
  }

  /** The versions of TLS in which it is tried: MINA 2.2 loses answers with TLS 1.3. */
  Stream<String> protocols() {
    return this == MINA || this == FTP ? Stream.of("TLSv1.2") : Stream.of("TLSv1.2", "TLSv1.3");
  }

  /** Whether it is its own client too, so that its certificate must be fit for both. */
  boolean callsItself() {
    return this == KAFKA;
  }

  Stack stack() {
    return stack;
  }

  /** As {@link Stack#resumes}. Three never do, without the agent either. */
  boolean resumes(String protocol, boolean inTickets) {
    return this != KAFKA
        && this != ZOOKEEPER
        && this != HELIDON
        && stack.resumes(protocol, inTickets);
  }

  Launch launch(OneWayTls material) {
    return stack.environment(Launch.of(app, material.serverArguments()).arguments(arguments));
  }
}

package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.servers.Dovecot;
import io.mtlsagent.it.servers.MariaDb;
import io.mtlsagent.it.servers.Mosquitto;
import io.mtlsagent.it.servers.Nghttpd;
import io.mtlsagent.it.servers.Postfix;
import io.mtlsagent.it.servers.RabbitMq;
import io.mtlsagent.it.servers.Redis;
import io.mtlsagent.it.servers.ServerProgram;
import io.mtlsagent.it.servers.Slapd;
import io.mtlsagent.it.servers.Vsftpd;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Clients of other protocols than HTTP/1.1, and the program that each of them calls. */
enum ProtocolClient {
  HTTP_2(TestApp.HTTP_2_CLIENT, new Nghttpd(), "https", "hello", "--http2"),
  GRPC_NETTY(TestApp.GRPC_CLIENT, new Nghttpd(), "https", "", "--transport=netty"),
  GRPC_OKHTTP(TestApp.GRPC_CLIENT, new Nghttpd(), "https", "", "--transport=okhttp"),
  LDAPS(TestApp.LDAP_CLIENT, new Slapd("ldaps"), "ldaps", Slapd.BASE),
  LDAPS_ANY_NAME(TestApp.LDAP_CLIENT, new Slapd("ldaps"), "ldaps", Slapd.BASE, "--any-name"),
  LDAP_STARTTLS(TestApp.LDAP_CLIENT, new Slapd("ldap"), "ldap", Slapd.BASE),
  LDAP_STARTTLS_ANY_NAME(TestApp.LDAP_CLIENT, new Slapd("ldap"), "ldap", Slapd.BASE, "--any-name"),
  IMAPS(TestApp.MAIL_CLIENT, new Dovecot(), "imaps", "application"),
  SMTP_STARTTLS(TestApp.MAIL_CLIENT, new Postfix(), "smtp", "anybody", "--any-name"),
  JEDIS(TestApp.JEDIS, new Redis(), "rediss", ""),
  LETTUCE(TestApp.LETTUCE, new Redis(), "rediss", ""),
  LETTUCE_ANY_NAME(TestApp.LETTUCE, new Redis(), "rediss", "", "--any-name"),
  MARIADB(TestApp.MARIADB_CLIENT, mariaDb(), "mariadb", ""),
  MYSQL_UNCHECKED(TestApp.MARIADB_CLIENT, mariaDb(), "mysql", ""),
  MQTT(TestApp.MQTT_CLIENT, new Mosquitto(MutualTls.USER), "mqtts", ""),
  AMQP(TestApp.AMQP_CLIENT, new RabbitMq(), "amqps", ""),
  AMQP_NIO(TestApp.AMQP_CLIENT, new RabbitMq(), "amqps", "", "--nio"),
  AMQP_NIO_TRUST_ALL(
      TestApp.AMQP_CLIENT, new RabbitMq(), "amqps", "", "--nio", "--any-name", "--trust-all"),
  FTP_STARTTLS(TestApp.FTP_CLIENT, new Vsftpd(), "ftp", "hello"),
  FTP_STARTTLS_TRUST_ALL(
      TestApp.FTP_CLIENT, new Vsftpd(), "ftp", "hello", "--any-name", "--trust-all");

  private final TestApp app;
  private final ServerProgram program;
  private final String scheme;
  private final String path;
  private final String[] arguments;

  ProtocolClient(
      TestApp app, ServerProgram program, String scheme, String path, String... arguments) {
    this.app = app;
    this.program = program;
    this.scheme = scheme;
    this.path = path;
    this.arguments = arguments;
  }

  private static ServerProgram mariaDb() {
    return new MariaDb(MutualTls.USER, "/CN=" + MutualTls.USER + "/O=zoo");
  }

  /** All of them, or only those that {@code mtls.it.clients} names, separated by commas. */
  static Stream<ProtocolClient> wanted() {
    List<String> names = List.of(System.getProperty("mtls.it.clients", "").split(","));
    return Stream.of(values()).filter(app -> names.contains("") || names.contains(app.name()));
  }

  TestApp app() {
    return app;
  }

  ServerProgram program() {
    return program;
  }

  /** What it calls a server that listens at the port of this machine. */
  String url(int port) {
    return scheme + "://localhost:" + port + "/" + path;
  }

  /**
   * One request to each address.
   *
   * @param truststore whom it trusts, as PKCS12
   * @param anchors the same, as PEM
   */
  Launch launch(Path truststore, Path anchors, String... urls) {
    return Launch.of(app, "--url=" + String.join(",", urls), "--truststore=" + truststore)
        .arguments("--storepass=changeit", "--anchors=" + anchors, "--user=" + MutualTls.USER)
        .arguments(arguments);
  }
}

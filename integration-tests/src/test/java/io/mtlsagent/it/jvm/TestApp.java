package io.mtlsagent.it.jvm;

import java.nio.file.Path;
import java.util.List;

/** The applications of {@code test-apps}. */
public enum TestApp {
  HTTPS_SERVER("jdk", "example.jdk.HttpsServerApp", 8),
  SSL_SERVER_SOCKET("jdk", "example.jdk.SslServerSocketApp", 8),
  CHANNEL_SERVER("jdk", "example.jdk.ChannelServerApp", 8),
  START_TLS_SERVER("jdk", "example.jdk.StartTlsServerApp", 8),
  RMI_SERVER("jdk", "example.jdk.RmiServerApp", 8),
  ENGINE_PAIR("jdk", "example.jdk.EnginePairApp", 8),
  STUBBORN_SERVER("jdk", "example.jdk.stubborn.StubbornServerApp", 8),
  TOMCAT("tomcat", "example.tomcat.TomcatApp", 8),
  JETTY("jetty", "example.jetty.JettyApp", 8),
  NETTY("netty", "example.netty.NettyApp", 8),
  SOCKETS_AND_ENGINES("netty", "example.netty.SocketsAndEnginesApp", 8),
  GRPC_SERVER("grpc", "example.grpc.GrpcServerApp", 8),
  UNDERTOW("undertow", "example.undertow.UndertowApp", 8),
  WILDFLY_UNDERTOW("undertow", "example.undertow.UndertowApp", 8, Where.HERE_AND_OLDEST),
  WILDFLY_PROVIDER("jsse-providers", "example.providers.ProviderApp", Where.ONCE),
  JETTY_BY_PROXY("jetty", "example.jetty.JettyApp", Where.HERE),
  UNDERTOW_BY_PROXY("undertow", "example.undertow.UndertowApp", Where.HERE),
  GRIZZLY("grizzly", "example.grizzly.GrizzlyApp", 8),
  JSSE_PROVIDER("jsse-providers", "example.providers.ProviderApp", 8),
  SPRING_BOOT("spring-boot", "", 8),
  TOMCAT_10("tomcat-10", "example.tomcat.TomcatApp", Where.HERE),
  TOMCAT_11("tomcat-11", "example.tomcat.TomcatApp", Where.HERE),
  NETTY_4_2("netty-4.2", "example.netty.NettyApp", Where.HERE),
  UNDERTOW_2_3("undertow-2.3", "example.undertow.UndertowApp", Where.ONCE),
  GRIZZLY_4("grizzly-4", "example.grizzly.GrizzlyApp", Where.ONCE),
  JETTY_12("jetty-12", "example.jetty.JettyApp", Where.ONCE),
  VERTX("vertx", "example.vertx.VertxApp", Where.HERE),
  WEB_FLUX("webflux", "example.webflux.WebFluxApp", Where.HERE),
  ZOOKEEPER("zookeeper", "example.zookeeper.ZooKeeperApp", Where.HERE),
  MINA_2_0("mina-2.0", "example.mina.MinaApp", Where.HERE),
  MINA_2_1("mina-2.1", "example.mina.MinaApp", Where.HERE),
  MINA("mina", "example.mina.MinaApp", Where.HERE),
  HTTP_CORE("apache-httpclient", "example.apache.HttpCoreServerApp", Where.HERE),
  PEKKO("pekko", "example.pekko.PekkoApp", Where.HERE),
  AKKA("akka", "example.akka.AkkaApp", Where.ONCE),
  HELIDON("helidon", "HelidonApp.java", 21, Where.HERE),
  OSGI("module-loaders", "example.loaders.OsgiApp", Where.HERE),
  JBOSS_MODULES("module-loaders", "example.loaders.JBossModulesApp", Where.HERE),
  KAFKA_BROKER("kafka", "example.kafka.KafkaBrokerApp", Where.HERE),
  START_TLS_AFTER_PEEK("jdk", "example.jdk.StartTlsServerApp", 8, Where.HERE_AND_OLDEST),
  FTP_SERVER("ftp", "example.ftp.FtpServerApp", Where.HERE),
  LDAP_SERVER("ldap", "example.ldap.LdapServerApp", Where.HERE),

  HTTPS_URL_CONNECTION("jdk", "example.jdk.HttpsUrlConnectionApp", 8),
  SSL_SOCKET_CLIENT("jdk", "example.jdk.SslSocketClientApp", 8),
  RMI_CLIENT("jdk", "example.jdk.RmiClientApp", 8),
  JAVA_HTTP_CLIENT("java-http-client", "example.javahttp.JavaHttpClientApp", 11),
  APACHE_HTTP_CLIENT("apache-httpclient", "example.apache.ApacheHttpClientApp", 8),
  OK_HTTP("okhttp", "example.okhttp.OkHttpApp", 8),
  NETTY_CLIENT("netty", "example.netty.NettyClientApp", 8),
  NETTY_4_2_CLIENT("netty-4.2", "example.netty.NettyClientApp", Where.HERE),
  JETTY_12_CLIENT("jetty-12", "example.jetty.JettyClientApp", Where.ONCE),
  VERTX_CLIENT("vertx", "example.vertx.VertxClientApp", Where.HERE),
  REACTOR_NETTY_CLIENT("webflux", "example.webflux.ReactorNettyClientApp", Where.HERE),
  ASYNC_HTTP_CLIENT("apache-httpclient", "example.apache.AsyncHttpClientApp", Where.HERE),
  ELASTICSEARCH_CLIENT("apache-httpclient", "example.apache.ElasticsearchClientApp", Where.HERE),
  PEKKO_CLIENT("pekko", "example.pekko.PekkoClientApp", Where.HERE),
  AKKA_CLIENT("akka", "example.akka.AkkaClientApp", Where.ONCE),
  HELIDON_CLIENT("helidon", "HelidonClientApp.java", 21, Where.HERE),
  JMX_CLIENT("jdk", "example.jdk.JmxClientApp", 8),
  POSTGRES_CLIENT("jdbc", "example.jdbc.PostgresClientApp", Where.HERE),
  KAFKA_CLIENT("kafka", "example.kafka.KafkaClientApp", Where.HERE),
  HTTP_2_CLIENT("java-http-client", "example.javahttp.JavaHttpClientApp", Where.HERE),
  LDAP_CLIENT("jdk", "example.jdk.LdapClientApp", 8, Where.HERE_AND_OLDEST),
  GRPC_CLIENT("grpc", "example.grpc.GrpcClientApp", Where.ONCE),
  MAIL_CLIENT("mail", "example.mail.MailClientApp", Where.HERE),
  JEDIS("redis", "example.redis.JedisApp", Where.HERE),
  LETTUCE("redis", "example.redis.LettuceApp", Where.HERE),
  MARIADB_CLIENT("jdbc", "example.jdbc.MariaDbClientApp", 8, Where.HERE_AND_OLDEST),
  MQTT_CLIENT("messaging", "example.messaging.MqttClientApp", Where.HERE),
  AMQP_CLIENT("messaging", "example.messaging.AmqpClientApp", Where.HERE),
  MONGODB_CLIENT("databases", "example.databases.MongoDbApp", Where.HERE),
  CASSANDRA_CLIENT("databases", "example.databases.CassandraApp", Where.HERE),
  FTP_CLIENT("ftp", "example.ftp.FtpClientApp", Where.HERE),

  SURROUNDINGS("jdk", "example.jdk.habits.SurroundingsApp", 8),
  LATE_SETTINGS("jdk", "example.jdk.habits.LateSettingsApp", 8),
  DUMMY_CONTEXTS("jdk", "example.jdk.habits.DummyContextsApp", 8),
  EARLY_THREADS("jdk", "example.jdk.habits.EarlyThreadsApp", 8),
  ENDLESS_ANSWER("jdk", "example.jdk.habits.EndlessAnswerApp", 8),
  REDEPLOY("tomcat-10", "example.tomcat.RedeployApp", Where.HERE),
  SPRING_BOOT_DEVTOOLS("spring-boot-devtools", "example.devtools.RestartedApp", Where.HERE),
  WILDFLY_OPENSSL("jsse-providers", "example.providers.WildFlyOpenSslApp", Where.HERE),
  OTHER_STACKS("other-stacks", "example.stacks.OtherStacksApp", Where.HERE),
  HTTP_3_CLIENT("java-http-client", "Http3ClientApp.java", 26),
  DTLS("jdk", "example.jdk.DtlsApp", Where.HERE),
  MANY_CLASSES("jdk", "example.jdk.habits.ManyClassesApp", 8),
  OTHER_VERSIONS("other-versions", "example.versions.OtherVersionsApp", 8);

  static final String VERSION = "0.1.0-SNAPSHOT";

  private final String module;
  private final String mainClass;
  private final int oldestJava;
  private final Where where;

  /** On which virtual machines an application is worth its seconds. */
  private enum Where {
    EVERYWHERE,
    /** What is peculiar to it is not the JDK's: on those of this machine, of 17 and newer. */
    HERE,
    /** On the tests' own: another version, or a descendant, of what is tested on all of those. */
    ONCE,
    /** As {@link #HERE}, and once on the oldest. */
    HERE_AND_OLDEST
  }

  TestApp(String module, String mainClass, int oldestJava) {
    this(module, mainClass, oldestJava, Where.EVERYWHERE);
  }

  TestApp(String module, String mainClass, Where where) {
    this(module, mainClass, 17, where);
  }

  TestApp(String module, String mainClass, int oldestJava, Where where) {
    this.module = module;
    this.mainClass = mainClass;
    this.oldestJava = oldestJava;
    this.where = where;
  }

  public boolean runsOn(Jvm jvm) {
    return jvm.version() >= oldestJava;
  }

  /** Whether the matrix runs it there, or is content with other virtual machines. */
  public boolean isTestedOn(Jvm jvm) {
    return switch (where) {
      case EVERYWHERE -> true;
      case HERE -> runsOn(jvm) && jvm instanceof LocalJvm;
      case ONCE -> jvm instanceof LocalJvm && jvm.version() == Jvms.own().version();
      case HERE_AND_OLDEST -> jvm instanceof LocalJvm || jvm.version() == oldestJava;
    };
  }

  /**
   * What follows the virtual machine's own options on the command line: class path and main class,
   * or jar.
   */
  List<String> launchArguments() {
    Path folder = Project.root().resolve("test-apps").resolve(module);
    Path target = folder.resolve("target");
    if (mainClass.endsWith(".java")) {
      // newer than the build's own compiler: the virtual machine compiles it as it starts
      Path source = folder.resolve("src/main/launched").resolve(mainClass);
      return List.of("-cp", target.resolve("lib") + "/*", source.toString());
    }
    String jar = target.resolve("test-apps-" + module + "-" + VERSION).toString();
    if (mainClass.isEmpty()) {
      return List.of("-jar", jar + "-executable.jar");
    }
    return List.of("-cp", jar + ".jar:" + target.resolve("lib") + "/*", mainClass);
  }
}

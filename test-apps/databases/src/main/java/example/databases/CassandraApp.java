package example.databases;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The driver of Cassandra, which works on Netty: a session. */
public final class CassandraApp {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private CassandraApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext tls = TlsContexts.client(options);
    Report.requests(options, url -> session(tls, URI.create(url)));
    System.exit(0);
  }

  private static String session(SSLContext tls, URI target) {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(target.getHost(), target.getPort()))
            .withLocalDatacenter("here")
            .withSslContext(tls)
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                    .build())
            .build()) {
      return Report.status(200, session.getName());
    }
  }
}

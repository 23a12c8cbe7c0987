package example.redis;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/** Asks the Redis at {@code --url=rediss://host:port/} for an echo, by Jedis. */
public final class JedisApp {

  private JedisApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLSocketFactory sockets = TlsContexts.client(options).getSocketFactory();
    JedisClientConfig settings =
        DefaultJedisClientConfig.builder().ssl(true).sslSocketFactory(sockets).build();
    Report.requests(
        options,
        address -> {
          URI url = URI.create(address);
          try (Jedis jedis = new Jedis(new HostAndPort(url.getHost(), url.getPort()), settings)) {
            return Report.status(200, jedis.echo("hello"));
          }
        });
  }
}

package example.redis;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.File;
import java.net.URI;

/**
 * Asks the Redis at {@code --url=rediss://host:port/} for an echo, by Lettuce. {@code --any-name}
 * does not care whose certificate it is shown.
 */
public final class LettuceApp {

  private LettuceApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .sslOptions(
                SslOptions.builder()
                    .keyStoreType(TlsContexts.storeType(options.text("truststore")))
                    .truststore(new File(options.text("truststore")), options.text("storepass"))
                    .build())
            .build());
    Report.requests(options, url -> ask(client, URI.create(url), options));
    client.shutdown();
  }

  private static String ask(RedisClient client, URI url, Options options) {
    RedisURI redis =
        RedisURI.builder()
            .withHost(url.getHost())
            .withPort(url.getPort())
            .withSsl(true)
            .withVerifyPeer(options.flag("any-name") ? SslVerifyMode.CA : SslVerifyMode.FULL)
            .build();
    try (StatefulRedisConnection<String, String> connection = client.connect(redis)) {
      return Report.status(200, connection.sync().echo("hello"));
    }
  }
}

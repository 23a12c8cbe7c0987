package example.databases;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.TransportSettings;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.Document;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The drivers of MongoDB, {@code --driver=sync}, {@code reactive} or {@code netty}, which is the
 * reactive one on Netty: a ping.
 */
public final class MongoDbApp {

  private static final int PATIENCE = 3;

  private MongoDbApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext tls = TlsContexts.client(options);
    Report.requests(options, url -> ping(options, settings(options, tls, URI.create(url))));
    System.exit(0);
  }

  private static MongoClientSettings settings(Options options, SSLContext tls, URI target)
      throws Exception {
    ServerAddress address = new ServerAddress(target.getHost(), target.getPort());
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .hosts(List.of(address))
                        .serverSelectionTimeout(PATIENCE, TimeUnit.SECONDS))
            .applyToSslSettings(ssl -> ssl.enabled(true).context(tls));
    if (options.text("driver").equals("netty")) {
      settings.transportSettings(
          TransportSettings.nettyBuilder()
              .sslContext(
                  SslContextBuilder.forClient()
                      .trustManager(TlsContexts.trustManager(options))
                      .build())
              .build());
    }
    return settings.build();
  }

  private static String ping(Options options, MongoClientSettings settings) throws Exception {
    Document ping = new Document("ping", 1);
    if (options.text("driver").equals("sync")) {
      try (com.mongodb.client.MongoClient client = MongoClients.create(settings)) {
        return Report.status(200, client.getDatabase("any").runCommand(ping).toJson());
      }
    }
    try (com.mongodb.reactivestreams.client.MongoClient client =
        com.mongodb.reactivestreams.client.MongoClients.create(settings)) {
      return Report.status(200, first(client.getDatabase("any").runCommand(ping)).toJson());
    }
  }

  private static Document first(Publisher<Document> publisher) throws Exception {
    CompletableFuture<Document> first = new CompletableFuture<>();
    publisher.subscribe(
        new Subscriber<Document>() {
          @Override
          public void onSubscribe(Subscription subscription) {
            subscription.request(1);
          }

          @Override
          public void onNext(Document document) {
            first.complete(document);
          }

          @Override
          public void onError(Throwable failure) {
            first.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {}
        });
    return first.get();
  }
}

package example.kafka;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Produces a record to the topic {@code kafka://host:port/topic}, and consumes it again. */
public final class KafkaClientApp {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private KafkaClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Report.requests(options, url -> produceAndConsume(URI.create(url), options));
  }

  private static String produceAndConsume(URI url, Options options) throws Exception {
    Properties settings = settings(url, options);
    String topic = url.getPath().substring(1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, null, "hello")).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (ConsumerRecord<String, String> found : consumer.poll(PATIENCE)) {
        return Report.status(200, found.value());
      }
    }
    throw new IOException("no record came");
  }

  private static Properties settings(URI url, Options options) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", url.getHost() + ":" + url.getPort());
    settings.put("security.protocol", "SSL");
    settings.put("ssl.truststore.location", options.text("truststore"));
    settings.put("ssl.truststore.type", TlsContexts.storeType(options.text("truststore")));
    settings.put("ssl.truststore.password", options.text("storepass"));
    settings.put("max.block.ms", PATIENCE.toMillis());
    return settings;
  }
}

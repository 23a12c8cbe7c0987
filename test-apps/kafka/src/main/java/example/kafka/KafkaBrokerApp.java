package example.kafka;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka of one node that is its own controller. Brokers, controller and clients all talk TLS; the
 * node calls itself.
 */
public final class KafkaBrokerApp {

  private KafkaBrokerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Path base = Files.createTempDirectory("kafka");
    int port = portFor(options.number("port", 9093));
    Properties settings = settings(options, base, port);
    format(base, settings);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    Report.ready(port);
    server.awaitShutdown();
  }

  /** A Kafka must know its ports beforehand: it tells them to others. */
  private static int portFor(int wanted) throws IOException {
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return any.getLocalPort();
    }
  }

  private static Properties settings(Options options, Path base, int port) throws IOException {
    int controllerPort = portFor(0);
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "SSL://localhost:" + port);
    settings.put("listener.security.protocol.map", "SSL:SSL,CONTROLLER:SSL");
    settings.put("security.inter.broker.protocol", "SSL");
    settings.put("log.dirs", base.resolve("data").toString());
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("ssl.keystore.location", options.text("keystore"));
    settings.put("ssl.keystore.type", TlsContexts.storeType(options.text("keystore")));
    settings.put("ssl.keystore.password", options.text("storepass"));
    settings.put("ssl.key.password", options.text("storepass"));
    settings.put("ssl.truststore.location", options.text("truststore"));
    settings.put("ssl.truststore.type", TlsContexts.storeType(options.text("truststore")));
    settings.put("ssl.truststore.password", options.text("storepass"));
    return settings;
  }

  /** As {@code kafka-storage.sh format} does. */
  private static void format(Path base, Properties settings) throws IOException {
    Path file = base.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    int code = kafka.tools.StorageTool.execute(command, System.err);
    if (code != 0) {
      throw new IOException("the storage could not be formatted: " + code);
    }
  }
}

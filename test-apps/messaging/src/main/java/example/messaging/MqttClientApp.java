package example.messaging;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Publishes on the topic {@code greetings} of the MQTT broker at {@code --url=mqtts://host:port/}
 * what it then receives itself, by Eclipse Paho.
 */
public final class MqttClientApp {

  private static final int SECONDS_TO_WAIT = 20;

  private MqttClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLSocketFactory sockets = TlsContexts.client(options).getSocketFactory();
    Report.requests(options, url -> greet(URI.create(url), sockets));
    // A client that was refused in the middle of its first talk leaves a thread behind.
    System.exit(0);
  }

  private static String greet(URI url, SSLSocketFactory sockets) throws Exception {
    MqttConnectOptions settings = new MqttConnectOptions();
    settings.setSocketFactory(sockets);
    settings.setConnectionTimeout(SECONDS_TO_WAIT);
    settings.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    String broker = "ssl://" + url.getHost() + ":" + url.getPort();
    BlockingQueue<MqttMessage> received = new ArrayBlockingQueue<>(1);
    try (MqttClient client = new MqttClient(broker, "example", new MemoryPersistence())) {
      client.connect(settings);
      client.subscribe("greetings", (topic, message) -> received.add(message));
      client.publish("greetings", "hello".getBytes(StandardCharsets.UTF_8), 1, false);
      MqttMessage message = received.poll(SECONDS_TO_WAIT, TimeUnit.SECONDS);
      client.disconnect();
      if (message == null) {
        throw new TimeoutException("nothing came back");
      }
      return Report.status(200, new String(message.getPayload(), StandardCharsets.UTF_8));
    }
  }
}

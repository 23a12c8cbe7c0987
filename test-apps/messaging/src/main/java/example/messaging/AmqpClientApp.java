package example.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Puts a message into a queue of the RabbitMQ at {@code --url=amqps://host:port/} and takes it out
 * again. {@code --nio}: by an engine, not a socket; {@code --any-name} does not care whose
 * certificate it is shown.
 */
public final class AmqpClientApp {

  private AmqpClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    ConnectionFactory connections = new ConnectionFactory();
    connections.useSslProtocol(TlsContexts.client(options));
    if (!options.flag("any-name")) {
      connections.enableHostnameVerification();
    }
    if (options.flag("nio")) {
      connections.useNio();
    }
    Report.requests(options, url -> greet(URI.create(url), connections));
  }

  private static String greet(URI url, ConnectionFactory connections) throws Exception {
    connections.setHost(url.getHost());
    connections.setPort(url.getPort());
    try (Connection connection = connections.newConnection();
        Channel channel = connection.createChannel()) {
      String queue = channel.queueDeclare().getQueue();
      channel.basicPublish("", queue, null, "hello".getBytes(StandardCharsets.UTF_8));
      GetResponse answer = channel.basicGet(queue, true);
      return Report.status(200, new String(answer.getBody(), StandardCharsets.UTF_8));
    }
  }
}

package io.mtlsagent.it.servers;

import io.mtlsagent.it.tls.OpenSslServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** RabbitMQ with TLS alone. */
public record RabbitMq() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    folder.write(
        "rabbitmq.conf",
        "listeners.tcp = none",
        "listeners.ssl.1 = 127.0.0.1:" + port,
        "ssl_options.certfile = " + folder.certificate(),
        "ssl_options.keyfile = " + folder.key(),
        "ssl_options.cacertfile = " + folder.anchors(),
        "ssl_options.verify = verify_peer",
        "ssl_options.fail_if_no_peer_cert = true",
        "ssl_options.depth = 3");
    folder.write("plugins", "[].");
    folder.write("epmd", String.valueOf(OpenSslServer.freePort()));
    folder.write("distribution", String.valueOf(OpenSslServer.freePort()));
    return List.of(executable().toString());
  }

  @Override
  public Map<String, String> environment(ServerFolder folder) throws IOException {
    return Map.of(
        "ERL_CRASH_DUMP", folder.file("crash.dump").toString(),
        "ERL_EPMD_PORT", folder.read("epmd"),
        "RABBITMQ_DIST_PORT", folder.read("distribution"),
        "HOME", folder.file("").toString(),
        "RABBITMQ_NODENAME", "server@localhost",
        "RABBITMQ_CONFIG_FILE", folder.file("rabbitmq").toString(),
        "RABBITMQ_ENABLED_PLUGINS_FILE", folder.file("plugins").toString(),
        "RABBITMQ_MNESIA_BASE", folder.file("data").toString(),
        "RABBITMQ_LOG_BASE", folder.file("logs").toString(),
        "RABBITMQ_PID_FILE", folder.file("pid").toString());
  }

  /** Erlang's directory of nodes, a daemon of its own. */
  @Override
  public void cleanUp(ServerFolder folder) throws IOException {
    folder.run("epmd", "-port", folder.read("epmd"), "-kill");
  }

  @Override
  public boolean isSlow() {
    return true;
  }
}

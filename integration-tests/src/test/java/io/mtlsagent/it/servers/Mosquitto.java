package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The MQTT broker of Eclipse. A client's common name is its user name, and one user alone may use
 * the topic.
 *
 * @param user who may
 */
public record Mosquitto(String user) implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/mosquitto");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path rights = folder.write("acl", "user " + user, "topic readwrite greetings");
    Path configuration =
        folder.write(
            "mosquitto.conf",
            "user " + System.getProperty("user.name"),
            "listener " + port + " 127.0.0.1",
            "certfile " + folder.certificate(),
            "keyfile " + folder.key(),
            "cafile " + folder.anchors(),
            "require_certificate true",
            "use_identity_as_username true",
            "acl_file " + rights);
    return List.of(executable().toString(), "-c", configuration.toString());
  }
}

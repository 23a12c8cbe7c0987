package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Redis without its plain port. */
public record Redis() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/bin/redis-server");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path configuration =
        folder.write(
            "redis.conf",
            "port 0",
            "tls-port " + port,
            "bind 127.0.0.1",
            "tls-cert-file " + folder.certificate(),
            "tls-key-file " + folder.key(),
            "tls-ca-cert-file " + folder.anchors(),
            "tls-auth-clients yes",
            "save \"\"",
            "dir " + folder.makeOwnFolder("data"));
    return List.of(executable().toString(), configuration.toString());
  }
}

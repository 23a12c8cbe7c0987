package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The server of nghttp2, which speaks HTTP/2 alone; with a file {@code hello}. */
public record Nghttpd() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/nghttpd");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path files = folder.makeOwnFolder("files");
    folder.write("files/hello", "hello");
    return List.of(
        executable().toString(),
        "--verify-client",
        "--address=127.0.0.1",
        "--htdocs=" + files,
        String.valueOf(port),
        folder.key().toString(),
        folder.certificate().toString());
  }
}

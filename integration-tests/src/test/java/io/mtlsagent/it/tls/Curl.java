package io.mtlsagent.it.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The curl of this machine, as a user would call it. Immutable. */
public final class Curl {

  private final List<String> arguments;

  private Curl(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /** {@code curl --cacert anchors}. */
  public static Curl trusting(Path anchors) {
    return new Curl(List.of("curl", "-sS", "--max-time", "20", "--cacert", anchors.toString()));
  }

  /** {@code curl --insecure}: takes any server. */
  public static Curl anyServer() {
    return new Curl(List.of("curl", "-sS", "--max-time", "20", "--insecure"));
  }

  /** With {@code --cert} and {@code --key}. */
  public Curl identity(PeerFiles peer) {
    return with("--cert", peer.certificate().toString(), "--key", peer.key().toString());
  }

  /** Only the given version: {@code TLSv1.2} or {@code TLSv1.3}. */
  public Curl protocol(String protocol) {
    String version = protocol.substring("TLSv".length());
    return with("--tlsv" + version, "--tls-max", version);
  }

  public Curl with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new Curl(all);
  }

  /** Gets a page; its body is the output. Exit codes are curl's. */
  public CommandResult get(String url) {
    return Command.run(with(url).arguments, "");
  }
}

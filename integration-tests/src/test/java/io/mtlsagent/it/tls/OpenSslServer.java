package io.mtlsagent.it.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A server of the {@code openssl} command of this machine, in a process of its own. */
public final class OpenSslServer implements AutoCloseable {

  private final Process process;
  private final Path output;
  private final int port;

  private OpenSslServer(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /** {@code openssl s_server}, which answers requests over HTTP; asks for no certificate. */
  public static OpenSslServer tls(PeerFiles identity, String... more) {
    List<String> arguments = new ArrayList<>(List.of("s_server", "-www", "-quiet", "-accept"));
    int port = freePort();
    arguments.add("127.0.0.1:" + port);
    arguments.addAll(List.of("-cert", identity.certificate().toString()));
    arguments.addAll(List.of("-cert_chain", identity.certificate().toString()));
    arguments.addAll(List.of("-key", identity.key().toString()));
    arguments.addAll(List.of(more));
    return start(arguments, port, output -> accepts(port));
  }

  /**
   * {@code openssl ocsp} as a responder.
   *
   * @param port one that is free, which certificates may name beforehand
   * @param index what it knows, in the form of {@code openssl ca}
   * @param authority signs the answers
   */
  public static OpenSslServer responder(int port, Path index, PeerFiles authority) {
    return start(
        List.of(
            "ocsp",
            "-port",
            String.valueOf(port),
            "-index",
            index.toString(),
            "-CA",
            authority.certificate().toString(),
            "-rsigner",
            authority.certificate().toString(),
            "-rkey",
            authority.key().toString(),
            "-nmin",
            "60"),
        port,
        output -> output.contains("waiting for OCSP client connections"));
  }

  /** Connecting is no way to see whether a responder is ready: it waits for the request then. */
  private static OpenSslServer start(List<String> arguments, int port, Predicate<String> isReady) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("openssl", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      OpenSslServer server = new OpenSslServer(process, output, port);
      Awaitility.await(String.join(" ", command))
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isReady.test(Files.readString(output)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A port that nobody listens at. */
  public static int freePort() {
    return FreshPort.forServer();
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.mtlsagent.it.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A server of the {@code openssl} command of this machine, in a process of its own. */
public final class OpenSslServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private OpenSslServer(Process process, int port) {
    this.process = process;
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
    return start(arguments, port);
  }

  /**
   * {@code openssl ocsp} as a responder.
   *
   * @param index what it knows, in the form of {@code openssl ca}
   * @param signer the authority itself
   */
  public static OpenSslServer responder(Path index, Path authority, PeerFiles signer) {
    int port = freePort();
    return start(
        List.of(
            "ocsp",
            "-port",
            String.valueOf(port),
            "-index",
            index.toString(),
            "-CA",
            authority.toString(),
            "-rsigner",
            signer.certificate().toString(),
            "-rkey",
            signer.key().toString(),
            "-nmin",
            "60"),
        port);
  }

  private static OpenSslServer start(List<String> arguments, int port) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      OpenSslServer server = new OpenSslServer(process, port);
      Awaitility.await(String.join(" ", command))
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> accepts(port));
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

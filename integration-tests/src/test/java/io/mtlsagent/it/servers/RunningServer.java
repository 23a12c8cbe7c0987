package io.mtlsagent.it.servers;

import io.mtlsagent.it.tls.OpenSslServer;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server program that runs, in a folder of its own. Closing it stops it. */
public final class RunningServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS_TO_END = 10;

  private final ServerProgram program;
  private final ServerFolder folder;
  private final int port;
  private final Process process;

  private RunningServer(ServerProgram program, ServerFolder folder, int port) throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = port;
    ProcessBuilder command = new ProcessBuilder(program.prepare(folder, port));
    command.environment().putAll(program.environment(folder));
    this.process = command.redirectErrorStream(true).redirectOutput(output().toFile()).start();
  }

  /** Whether the program is installed. */
  public static boolean isInstalled(ServerProgram program) {
    return Files.isExecutable(program.executable());
  }

  /** Starts one that shows {@code identity} and trusts the authority; waits until it listens. */
  public static RunningServer start(ServerProgram program, PeerFiles identity, PkiFiles authority) {
    try {
      ServerFolder folder = ServerFolder.of(identity, authority);
      RunningServer server = new RunningServer(program, folder, OpenSslServer.freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Awaitility.await(program.toString())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> accepts() || !process.isAlive());
    if (!process.isAlive()) {
      String printed = toString();
      close();
      throw new IllegalStateException(program + " has ended: " + printed);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  private Path output() {
    return folder.file("output");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      program.cleanUp(folder);
      folder.delete();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it printed, for the messages of failed tests. */
  @Override
  public String toString() {
    try {
      return Files.readString(output());
    } catch (IOException e) {
      return e.toString();
    }
  }
}

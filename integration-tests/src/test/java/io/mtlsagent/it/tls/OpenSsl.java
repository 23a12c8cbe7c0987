package io.mtlsagent.it.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code openssl s_client} of this machine: another TLS implementation than the JDK's. Immutable.
 */
public final class OpenSsl {

  private final List<String> arguments;

  private OpenSsl(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /** A client of a server on this machine. */
  public static OpenSsl client(int port, Path anchors) {
    return new OpenSsl(
        List.of(
            "openssl",
            "s_client",
            "-connect",
            "127.0.0.1:" + port,
            "-servername",
            "localhost",
            "-CAfile",
            anchors.toString(),
            "-ign_eof"));
  }

  /**
   * Encrypts a PEM file of a key with AES, by PBES2 (RFC 8018).
   *
   * @return the file that was written
   */
  static Path encryptKey(Path key, Path encrypted, String password) {
    List<String> command = new ArrayList<>(List.of("openssl", "pkcs8", "-topk8"));
    command.addAll(List.of("-v2", "aes-256-cbc", "-passout", "pass:" + password));
    command.addAll(List.of("-in", key.toString(), "-out", encrypted.toString()));
    CommandResult result = Command.run(command, "");
    if (result.exit() != 0) {
      throw new IllegalStateException(result.toString());
    }
    return encrypted;
  }

  /** With a certificate, its key, and the intermediates that it sends. */
  public OpenSsl identity(PeerFiles peer) {
    return with(
        "-cert",
        peer.certificate().toString(),
        "-cert_chain",
        peer.certificate().toString(),
        "-key",
        peer.key().toString());
  }

  /** Asks for another server name than localhost. */
  public OpenSsl serverName(String name) {
    return with("-servername", name);
  }

  /** Only the given version: {@code TLSv1.2} or {@code TLSv1.3}. */
  public OpenSsl protocol(String protocol) {
    return with("-" + protocol.replace("TLSv", "tls").replace('.', '_'));
  }

  /** Writes the session to a file at the end, to be offered by {@link #resume}. */
  public OpenSsl keepSession(Path file) {
    return with("-sess_out", file.toString());
  }

  /** Offers a session kept before; the output says {@code Reused} where the server agreed. */
  public OpenSsl resume(Path file) {
    return with("-sess_in", file.toString());
  }

  public OpenSsl with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new OpenSsl(all);
  }

  /** Connects and says nothing: so the server's alert is all that there is to read. */
  public CommandResult listen() {
    return Command.run(arguments, "");
  }

  /** Connects and asks for a path over HTTP. */
  public CommandResult get(String path) {
    return get(path, "localhost");
  }

  /** The same, of a host that need not be the server name. */
  public CommandResult get(String path, String host) {
    return Command.run(
        arguments, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }
}

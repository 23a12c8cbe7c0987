package io.mtlsagent.it.status;

import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sources of revocation data, each with one thing wrong, and each server on a port of its own: one
 * that fails is left alone for a while, and must not stand for others.
 */
public final class StatusFaults implements AutoCloseable {

  /** What can be known of the client. */
  public enum Status {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /** One of them, and a client whose authority has no other: a list of it speaks of no other. */
  public record Fault(String name, Status status, Issued client) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Slow, and in time where a handshake waits for a second. */
  static final int SLOW_MILLIS = 250;

  private final Pki root;
  private final Path folder;
  private final List<Closeable> servers = new ArrayList<>();
  private final Map<String, Fault> faults = new LinkedHashMap<>();

  private StatusFaults(Pki root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /**
   * All of them.
   *
   * @param root the authority above all
   * @param folder for lists that the agent is to read itself
   */
  public static StatusFaults below(Pki root, Path folder) {
    try {
      StatusFaults faults = new StatusFaults(root, Files.createDirectories(folder));
      TransportFaults.addTo(faults);
      new ListFaults(faults).add();
      new AnswerFaults(faults).add();
      return faults;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public List<Fault> all() {
    return List.copyOf(faults.values());
  }

  /** The lists that the agent is to read itself. */
  public Path folder() {
    return folder;
  }

  int count() {
    return faults.size();
  }

  void add(String name, Status status, Issued client) {
    if (faults.put(name, new Fault(name, status, client)) != null) {
      throw new IllegalArgumentException("twice: " + name);
    }
  }

  /** A fresh one. */
  Pki authority() {
    return root.intermediate("authority " + faults.size() + " of " + folder.getFileName());
  }

  static Pki sameNameAs(Pki authority) {
    Pki elsewhere = Pki.root("elsewhere");
    return elsewhere.intermediate(
        elsewhere.issueAs(authority.certificate().getSubjectX500Principal().getName()).ca());
  }

  static CertificateRecipe client(Pki authority) {
    return authority.issue("client").forClient();
  }

  static Issued clientOfList(Pki authority, String url) {
    return client(authority).crlDistributionPoint(url + "/ca.crl").make();
  }

  static Issued clientOfResponders(Pki authority, String... urls) {
    return StatusAddress.responder(client(authority), urls).make();
  }

  <T extends Closeable> T keep(T server) {
    servers.add(server);
    return server;
  }

  /** The address of a server that answers so. */
  String answering(int status, byte[] body) throws IOException {
    return keep(RawHttpServer.answering(RawHttpServer.answer(status, body))).url();
  }

  static String closedUrl() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : servers) {
      server.close();
    }
  }
}

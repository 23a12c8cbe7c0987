package io.mtlsagent.it;

import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Servers of revocation data, each with one thing wrong, on a port of its own: one that fails is
 * left alone for a while, and must not stand for others.
 */
final class StatusFaults implements AutoCloseable {

  /** What can be known of a certificate that names the server. */
  enum Status {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /** One server, and the authority whose certificates name it: a list of it speaks of no other. */
  record Fault(String name, Status status, boolean isOcsp, String url, Pki authority) {

    /** A client of the authority that names the server. */
    CertificateRecipe client(String commonName) {
      CertificateRecipe recipe = authority.issue(commonName).forClient();
      return isOcsp
          ? StatusAddress.responder(recipe, url)
          : recipe.crlDistributionPoint(url + "/ca.crl");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final byte[] HTML = "<html>sign in</html>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENDLESS_HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n0".getBytes(StandardCharsets.US_ASCII);

  private final Pki root;
  private final List<Closeable> servers = new ArrayList<>();
  private final Map<String, Fault> faults = new LinkedHashMap<>();

  StatusFaults(Pki root) throws Exception {
    this.root = root;
    addTransportFaults();
    addLists();
    addAnswers();
  }

  List<Fault> all() {
    return List.copyOf(faults.values());
  }

  private Pki authority() {
    return root.intermediate("authority " + faults.size());
  }

  private static Pki sameNameAs(Pki authority) {
    Pki elsewhere = Pki.root("elsewhere");
    return elsewhere.intermediate(
        elsewhere.issueAs(authority.certificate().getSubjectX500Principal().getName()).ca());
  }

  private void addTransportFaults() throws Exception {
    String closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = "http://127.0.0.1:" + socket.getLocalPort();
    }
    for (boolean ocsp : new boolean[] {true, false}) {
      add(ocsp, "down", Status.UNKNOWN, closed, authority());
      add(ocsp, "hanging", RawHttpServer.hanging());
      add(ocsp, "dripping", RawHttpServer.dripping(20));
      add(ocsp, "500", RawHttpServer.answering(RawHttpServer.answer(500, HTML)));
      add(ocsp, "wrong content", RawHttpServer.answering(RawHttpServer.answer(200, HTML)));
      add(ocsp, "empty", RawHttpServer.answering(RawHttpServer.answer(200, new byte[0])));
      add(ocsp, "redirect loop", RawHttpServer.redirectingToItself());
      add(ocsp, "endless", RawHttpServer.endless(ENDLESS_HEAD));
    }
  }

  private void add(boolean ocsp, String name, RawHttpServer server) {
    servers.add(server);
    add(ocsp, name, Status.UNKNOWN, server.url(), authority());
  }

  private void add(boolean ocsp, String name, Status status, String url, Pki authority) {
    String full = (ocsp ? "ocsp " : "crl ") + name;
    faults.put(full, new Fault(full, status, ocsp, url, authority));
  }

  private void addLists() throws Exception {
    Instant now = Instant.now();
    Instant hourAgo = now.minus(Duration.ofHours(1));
    Instant later = now.plus(Duration.ofHours(2));
    list("good", Status.GOOD, authority -> authority.crl());
    list("wrong signer", Status.UNKNOWN, authority -> sameNameAs(authority).crl());
    list("expired", Status.UNKNOWN, authority -> authority.crl(hourAgo, now.minusSeconds(60)));
    list("future", Status.UNKNOWN, authority -> authority.crl(now.plusSeconds(3600), later));
    list(
        "within the skew of clocks",
        Status.GOOD,
        authority -> authority.crl(now.plusSeconds(240), later));
    Pki authority = authority();
    byte[] whole = RawHttpServer.answer(200, authority.crl().getEncoded());
    serve("truncated", Status.UNKNOWN, authority, Arrays.copyOf(whole, whole.length - 40), 0);
    serve("slow", Status.GOOD, authority(), null, 300);
  }

  private interface Listing {
    X509CRL of(Pki authority);
  }

  private void list(String name, Status status, Listing listing) throws Exception {
    Pki authority = authority();
    byte[] answer = RawHttpServer.answer(200, listing.of(authority).getEncoded());
    serve(name, status, authority, answer, 0);
  }

  private void serve(String name, Status status, Pki authority, byte[] answer, long delay)
      throws Exception {
    byte[] bytes =
        answer == null ? RawHttpServer.answer(200, authority.crl().getEncoded()) : answer;
    RawHttpServer server =
        delay == 0 ? RawHttpServer.answering(bytes) : RawHttpServer.slow(delay, bytes);
    servers.add(server);
    add(false, name, status, server.url(), authority);
  }

  private void addAnswers() {
    Instant now = Instant.now();
    answers("good", Status.GOOD, (r, authority) -> {});
    answers("revoked", Status.REVOKED, (r, authority) -> r.status = OcspResponder.revoked());
    answers("unknown", Status.UNKNOWN, (r, authority) -> r.status = OcspResponder.unknown());
    answers("try later", Status.UNKNOWN, (r, authority) -> r.errorStatus = 3);
    answers("without POST", Status.GOOD, (r, authority) -> r.takesPost = false);
    answers(
        "wrong signer",
        Status.UNKNOWN,
        (r, authority) -> r.key = sameNameAs(authority).authority().key());
    answers(
        "delegate without the purpose",
        Status.UNKNOWN,
        (r, authority) -> r.delegate(authority.issue("delegate").forServer().make()));
    answers(
        "expired",
        Status.UNKNOWN,
        (r, authority) -> {
          r.thisUpdate = now.minusSeconds(7200);
          r.nextUpdate = now.minusSeconds(3600);
        });
    answers(
        "future",
        Status.UNKNOWN,
        (r, authority) -> {
          r.thisUpdate = now.plusSeconds(3600);
          r.nextUpdate = now.plusSeconds(7200);
        });
    answers(
        "within the skew of clocks",
        Status.GOOD,
        (r, authority) -> r.thisUpdate = now.plusSeconds(240));
    answers("nonce of another", Status.UNKNOWN, (r, authority) -> r.nonce = new byte[] {4, 1, 7});
    answers(
        "answer of another certificate",
        Status.UNKNOWN,
        (r, authority) ->
            r.wholeAnswer =
                r.staple(authority.client("another").certificate(), authority.certificate()));
  }

  private void answers(String name, Status status, BiConsumer<OcspResponder, Pki> change) {
    Pki authority = authority();
    OcspResponder responder = OcspResponder.of(authority.authority());
    change.accept(responder, authority);
    servers.add(responder);
    add(true, name, status, responder.url(), authority);
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : servers) {
      server.close();
    }
  }
}

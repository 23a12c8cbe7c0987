package io.mtlsagent.benchmark;

import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpClient;
import io.mtlsagent.revocation.ocsp.OcspSource;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.PeerVerifier;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Measures the agent's check of peers in a process of its own; the first argument says what. */
public final class RevocationLoad {

  private static final int CHECKS = 20_000;
  private static final int LISTS = 10;
  private static final int ENTRIES = 100_000;
  private static final int SECONDS = 10;

  private RevocationLoad() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "agent-list":
        agentList(new File(arguments[1]), certificate(arguments[2]), certificate(arguments[3]));
        break;
      case "jdk-list":
        jdkList(new File(arguments[1]), certificate(arguments[2]), certificate(arguments[3]));
        break;
      case "paths":
        paths();
        break;
      case "reload":
        reload(Path.of(arguments[1]));
        break;
      default:
        hanging();
    }
  }

  private static X509Certificate certificate(String file) throws Exception {
    try (InputStream in = new FileInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static void agentList(File file, X509Certificate issuer, X509Certificate peer)
      throws Exception {
    long before = liveBytes();
    long begin = System.nanoTime();
    CrlStore store = CrlStore.open(List.of(file), Clock.systemUTC());
    String status = store.find(peer, issuer, Instant.now()).status().wireName();
    long loaded = System.nanoTime() - begin;
    long after = liveBytes();
    Instant now = Instant.now();
    long hits = 0;
    for (int round = 0; round < 2; round++) { // the first one warms up
      begin = System.nanoTime();
      for (int i = 0; i < 1_000_000; i++) {
        hits += store.find(peer, issuer, now).status().ordinal();
      }
    }
    list(status, loaded, after - before, System.nanoTime() - begin, hits);
  }

  private static void jdkList(File file, X509Certificate issuer, X509Certificate peer)
      throws Exception {
    long before = liveBytes();
    long begin = System.nanoTime();
    X509CRL list;
    try (InputStream in = new BufferedInputStream(new FileInputStream(file))) {
      list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    }
    list.verify(issuer.getPublicKey());
    String status = list.isRevoked(peer) ? "revoked" : "good";
    long loaded = System.nanoTime() - begin;
    long after = liveBytes();
    long hits = 0;
    for (int round = 0; round < 2; round++) {
      begin = System.nanoTime();
      for (int i = 0; i < 1_000_000; i++) {
        hits += list.isRevoked(peer) ? 1 : 0;
      }
    }
    list(status, loaded, after - before, System.nanoTime() - begin, hits);
  }

  private static void list(String status, long loaded, long retained, long lookups, long unused) {
    System.out.printf(
        Locale.ROOT,
        "%s: loaded and verified in %.2f s, %.1f MB retained, %.0f ns a lookup%s%n",
        status,
        loaded / 1e9,
        retained / 1e6,
        lookups / 1e6,
        unused < 0 ? "!" : "");
  }

  private static long liveBytes() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A chain of three, with certificates that were just parsed, as in each handshake. */
  private static void paths() throws Exception {
    Pki root = Pki.root("zoo");
    Pki keepers = root.intermediate("keepers");
    Pki wardens = keepers.intermediate("wardens");
    Issued alice = wardens.client("alice");
    List<X509CRL> lists = List.of(root.crl(), keepers.crl(), wardens.crl());
    PeerVerifier verifier =
        new PeerVerifier(
            List.of(root.certificate()),
            RevocationCheck.of(RevocationPolicy.STRICT, index(lists)),
            Clock.systemUTC());
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    for (int round = 0; round < 3; round++) {
      double ours = ours(verifier, alice);
      double theirs = theirs(parameters, alice, true);
      double withoutRevocation = theirs(parameters, alice, false);
      System.out.printf(
          Locale.ROOT,
          "known chain of three: agent %.1f us; JDK with revocation %.0f us, ratio %.0f;"
              + " JDK without %.0f us, ratio %.0f%n",
          ours,
          theirs,
          theirs / ours,
          withoutRevocation,
          withoutRevocation / ours);
    }
  }

  private static CrlIndex index(List<X509CRL> lists) throws Exception {
    Path folder = Files.createTempDirectory("lists");
    List<File> files = new ArrayList<>();
    for (X509CRL list : lists) {
      files.add(Files.write(folder.resolve(files.size() + ".crl"), list.getEncoded()).toFile());
    }
    CrlIndex index = CrlStore.open(files, Clock.systemUTC()).index();
    return index;
  }

  private static List<List<X509Certificate>> fresh(Issued peer, int count) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<List<X509Certificate>> chains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<X509Certificate> chain = new ArrayList<>();
      for (X509Certificate certificate : peer.chain()) {
        chain.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
      }
      chains.add(chain);
    }
    return chains;
  }

  private static double ours(PeerVerifier verifier, Issued peer) throws Exception {
    List<List<X509Certificate>> chains = fresh(peer, CHECKS);
    long begin = System.nanoTime();
    for (List<X509Certificate> chain : chains) {
      requireAccepted(verifier.verify(chain, Role.SERVER, ExpectedName.notChecked()));
    }
    return (System.nanoTime() - begin) / 1e3 / CHECKS;
  }

  private static double theirs(PKIXParameters parameters, Issued peer, boolean revocation)
      throws Exception {
    int count = CHECKS / 10;
    List<List<X509Certificate>> chains = fresh(peer, count);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    parameters.setRevocationEnabled(revocation);
    long begin = System.nanoTime();
    for (List<X509Certificate> chain : chains) {
      CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain), parameters);
    }
    return (System.nanoTime() - begin) / 1e3 / count;
  }

  private static void requireAccepted(Verdict verdict) {
    if (!verdict.isAccepted()) {
      throw new IllegalStateException(String.valueOf(verdict.rejection()));
    }
  }

  /** Ten lists that are all replaced each second, while peers are checked. */
  private static void reload(Path folder) throws Exception {
    List<Pki> authorities = new ArrayList<>();
    List<LongList> lists = new ArrayList<>();
    List<File> files = new ArrayList<>();
    Pki root = Pki.root("zoo");
    files.add(LongList.of(root, 0).write(folder.resolve("root.crl"), 1).toFile());
    for (int i = 0; i < LISTS; i++) {
      authorities.add(root.intermediate("keepers " + i));
      lists.add(LongList.of(authorities.get(i), ENTRIES + i));
      files.add(lists.get(i).write(folder.resolve(i + ".crl"), 1).toFile());
    }
    CrlStore store = CrlStore.open(files, Clock.systemUTC());
    PeerVerifier verifier =
        new PeerVerifier(
            List.of(root.certificate()),
            RevocationCheck.of(RevocationPolicy.STRICT, store),
            Clock.systemUTC());
    List<Issued> peers = new ArrayList<>();
    for (Pki authority : authorities) {
      peers.add(authority.client("peer"));
    }
    checks(verifier, peers, SECONDS / 2);
    Latencies still = checks(verifier, peers, SECONDS);
    long before = liveBytes();
    AtomicBoolean done = new AtomicBoolean();
    Thread reloader =
        new Thread(
            () -> {
              for (long number = 2; !done.get(); number++) {
                replaceAll(lists, folder, number, store, files);
              }
            });
    reloader.start();
    Latencies busy = checks(verifier, peers, SECONDS);
    done.set(true);
    reloader.join();
    System.out.printf(
        Locale.ROOT,
        "10 lists of 100,000 replaced each second: check p99 %.0f us, longest %.0f us"
            + " (without: %.0f, %.0f), heap %.1f MB, before %.1f MB%n",
        busy.quantile(0.99),
        busy.quantile(1),
        still.quantile(0.99),
        still.quantile(1),
        liveBytes() / 1e6,
        before / 1e6);
  }

  private static void replaceAll(
      List<LongList> lists, Path folder, long number, CrlStore store, List<File> files) {
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < lists.size(); i++) {
        lists.get(i).write(folder.resolve(i + ".crl"), number);
      }
      store.refresh(files);
      long left = 1000 - (System.nanoTime() - begin) / 1_000_000;
      Thread.sleep(Math.max(1, left));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** About a thousand checks a second. */
  private static Latencies checks(PeerVerifier verifier, List<Issued> peers, int seconds)
      throws InterruptedException {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 1000 * seconds; i++) {
      List<X509Certificate> chain = Arrays.asList(peers.get(i % peers.size()).chain());
      long begin = System.nanoTime();
      requireAccepted(verifier.verify(chain, Role.SERVER, ExpectedName.notChecked()));
      latencies.add(System.nanoTime() - begin);
      Thread.sleep(1);
    }
    return latencies;
  }

  /** Peers with good answers, beside peers whose responder hangs and makes them wait. */
  private static void hanging() throws Exception {
    Pki root = Pki.root("zoo");
    try (OcspResponder responder = OcspResponder.of(root.authority());
        RawHttpServer hanging = RawHttpServer.hanging()) {
      RevocationSource none = CrlIndex.of(Collections.emptyList());
      Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
      OcspSource source = new OcspSource(fetches, null, AnswerCache.in(null), none, Duration.ZERO);
      PeerVerifier verifier =
          new PeerVerifier(
              List.of(root.certificate()),
              RevocationCheck.of(RevocationPolicy.STRICT, source)
                  .waitingUpTo(Duration.ofSeconds(2)),
              Clock.systemUTC());
      Issued good = StatusAddress.responder(root.issue("good").forClient(), responder.url()).make();
      checks(verifier, List.of(good), 2);
      Latencies still = checks(verifier, List.of(good), 2);
      AtomicBoolean done = new AtomicBoolean();
      for (int i = 0; i < 8; i++) {
        Thread waiting = new Thread(() -> waitForEver(verifier, root, hanging.url(), done));
        waiting.setDaemon(true);
        waiting.start();
      }
      Latencies busy = checks(verifier, List.of(good), 2);
      done.set(true);
      System.out.printf(
          Locale.ROOT,
          "a responder hangs: p99 of %d checks by good answers %.0f us, without %.0f us,"
              + " ratio %.2f; medians %.0f and %.0f us%n",
          busy.count(),
          busy.quantile(0.99),
          still.quantile(0.99),
          busy.quantile(0.99) / still.quantile(0.99),
          busy.quantile(0.5),
          still.quantile(0.5));
    }
  }

  private static void waitForEver(PeerVerifier verifier, Pki root, String url, AtomicBoolean done) {
    while (!done.get()) {
      Issued peer = StatusAddress.responder(root.issue("waiting").forClient(), url).make();
      verifier.verify(Arrays.asList(peer.chain()), Role.SERVER, ExpectedName.notChecked());
    }
  }
}

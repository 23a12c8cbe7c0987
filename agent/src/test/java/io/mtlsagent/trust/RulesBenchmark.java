package io.mtlsagent.trust;

import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Staples;
import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What the check of an ordinary chain of three costs, beside that of the JDK's own trust manager:
 * of a peer seen for the first time and of a known one, in processor time of one thread. The
 * certificates come from the JDK's factory each time, as in a TLS stack; that is not measured.
 */
public final class RulesBenchmark {

  private static final int PEERS = 1500; // more than the verifier remembers
  private static final int WARM_UP = 6;
  private static final double NANOS_PER_MICRO = 1e3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<byte[][]> peers = new ArrayList<>();
  private final CertificateFactory factory = CertificateFactory.getInstance("X.509");
  private final X509TrustManager jdk;
  private final PeerVerifier ours;
  private final PathJudgement judgement;
  private final X509Certificate anchor;

  private RulesBenchmark() throws Exception {
    Pki root = Pki.root("zoo");
    Pki keepers = root.intermediate("keepers");
    for (int i = 0; i < PEERS; i++) {
      Issued peer = keepers.issue("peer " + i).forBoth().dns("peer.example").make();
      peers.add(new byte[][] {peer.certificate().getEncoded(), keepers.certificate().getEncoded()});
    }
    anchor = root.certificate();
    jdk = jdk(anchor);
    judgement = new PathJudgement(RevocationCheck.off(), TrustRequirements.defaults().rules());
    ours = new PeerVerifier(List.of(anchor), RevocationCheck.off(), Clock.systemUTC());
  }

  private static X509TrustManager jdk(X509Certificate anchor) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("anchor", anchor);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /** Runs it; the argument is the number of rounds. */
  public static void main(String[] arguments) throws Exception {
    new RulesBenchmark().run(Integer.parseInt(arguments[0]));
  }

  private interface Check {
    void of(X509Certificate[] chain) throws Exception;
  }

  private void run(int rounds) throws Exception {
    Check byJdk = chain -> jdk.checkClientTrusted(chain, "EC");
    double[][] micros = new double[5][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      double[] now = {
        micros(byJdk, false),
        micros(this::verify, false),
        micros(this::judgeByRules, false),
        micros(byJdk, true),
        micros(this::verify, true)
      };
      for (int i = 0; i < now.length && round >= 0; i++) {
        micros[i][round] = now[i];
      }
    }
    System.out.println("                               median    least   (us of one processor)");
    row("new peer, JDK's trust manager", micros[0]);
    row("new peer, agent", micros[1]);
    row("  of that, all our rules", micros[2]);
    row("known peer, JDK", micros[3]);
    row("known peer, agent", micros[4]);
    System.out.printf(
        Locale.ROOT,
        "  %-28s %8.0f %8.0f%n",
        "known peer, JDK / agent",
        median(micros[3]) / median(micros[4]),
        least(micros[3]) / least(micros[4]));
  }

  /** What comes after the JDK has found a path: reading it strictly, every rule, dates and name. */
  private void judgeByRules(X509Certificate[] chain) throws Exception {
    CertificatePath path = new CertificatePath(Arrays.asList(chain[0], chain[1], anchor));
    PathJudgement.Outcome outcome =
        judgement.judge(
            path,
            new Expectation(ExpectedName.notChecked(), PeerDemand.NOTHING),
            Instant.now(),
            judgement.ruleFault(path, Role.CLIENT),
            Patience.none(),
            Staples.notAsked());
    if (outcome.rejection() != null) {
      throw new IllegalStateException("an ordinary peer is refused");
    }
  }

  private void verify(X509Certificate[] chain) {
    if (!ours.verify(Arrays.asList(chain), Role.SERVER, ExpectedName.notChecked()).isAccepted()) {
      throw new IllegalStateException("an ordinary peer is refused");
    }
  }

  /** For one chain, of all peers in turn or of the first one again and again. */
  private double micros(Check check, boolean same) throws Exception {
    List<X509Certificate[]> chains = new ArrayList<>();
    for (int i = 0; i < PEERS; i++) {
      chains.add(parsed(peers.get(same ? 0 : i)));
    }
    if (same) {
      check.of(chains.get(0));
    }
    long begin = threads.getCurrentThreadCpuTime();
    for (X509Certificate[] chain : chains) {
      check.of(chain);
    }
    return (threads.getCurrentThreadCpuTime() - begin) / NANOS_PER_MICRO / PEERS;
  }

  private X509Certificate[] parsed(byte[][] chain) throws Exception {
    X509Certificate[] parsed = new X509Certificate[chain.length];
    for (int i = 0; i < chain.length; i++) {
      parsed[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(chain[i]));
    }
    return parsed;
  }

  private static void row(String name, double[] micros) {
    System.out.printf(Locale.ROOT, "  %-28s %8.1f %8.1f%n", name, median(micros), least(micros));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().getAsDouble();
  }
}

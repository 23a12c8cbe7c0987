package io.mtlsagent.handshake;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.JudgedPath;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint thinks of a peer, and how it came to think so; by the judgement of handshakes.
 */
public final class Explanation {

  private final Verdict verdict;
  private final List<X509Certificate> path;
  private final List<RevocationFinding> revocation;
  private final @Nullable String user;
  private final String rule;

  private Explanation(
      Verdict verdict,
      List<X509Certificate> path,
      List<RevocationFinding> revocation,
      @Nullable String user,
      String rule) {
    this.verdict = verdict;
    this.path = path;
    this.revocation = revocation;
    this.user = user;
    this.rule = rule;
  }

  /**
   * Judges a peer as in a full handshake, and looks into the judgement.
   *
   * @param chain what the peer would send, its own certificate first; at least one
   * @throws CertificateException where the names of the peer's certificate cannot be read
   */
  public static Explanation of(Endpoint endpoint, Transport transport, List<X509Certificate> chain)
      throws CertificateException {
    Judgement judgement = PeerJudge.judge(endpoint, transport, chain);
    JudgedPath path = judgement.path();
    Role peer = transport.role().peer();
    X509Certificate leaf = chain.get(0);
    String user = peer == Role.CLIENT ? endpoint.userRules().userOf(leaf).orElse(null) : null;
    return new Explanation(
        judgement.verdict(),
        path == null ? Collections.<X509Certificate>emptyList() : path.certificates(),
        path == null
            ? Collections.<RevocationFinding>emptyList()
            : endpoint.verifier().revocationOf(path),
        user,
        endpoint.accessOf(peer).decide(leaf, user).rule());
  }

  public Verdict verdict() {
    return verdict;
  }

  /** From the peer's certificate up to the anchor; empty where no path leads to one. */
  public List<X509Certificate> path() {
    return path;
  }

  /** What is known of each certificate of the path but the anchor. */
  public List<RevocationFinding> revocation() {
    return revocation;
  }

  /** The user name of a client, let in or not; null for a server, or where no rule makes one. */
  public @Nullable String user() {
    return user;
  }

  /** What the lists of peers say, as a clause for people. */
  public String rule() {
    return rule;
  }
}

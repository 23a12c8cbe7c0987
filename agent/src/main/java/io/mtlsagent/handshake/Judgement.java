package io.mtlsagent.handshake;

import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.JudgedPath;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent thinks of a peer, and the user that the peer stands for. */
final class Judgement {

  private final List<X509Certificate> chain;
  private final Verdict verdict;
  private final @Nullable JudgedPath path;
  private final @Nullable String user;

  private Judgement(
      List<X509Certificate> chain,
      Verdict verdict,
      @Nullable JudgedPath path,
      @Nullable String user) {
    this.chain = chain;
    this.verdict = verdict;
    this.path = path;
    this.user = user;
  }

  static Judgement of(List<X509Certificate> chain, JudgedPath path, @Nullable String user) {
    return new Judgement(chain, path.verdict(), path, user);
  }

  /** A judgement that came to no end. */
  static Judgement failed(List<X509Certificate> chain, Verdict verdict) {
    return new Judgement(chain, verdict, null, null);
  }

  /** The chain that was judged, leaf first. */
  List<X509Certificate> chain() {
    return chain;
  }

  Verdict verdict() {
    return verdict;
  }

  /** The path that the verdict is about; null where the judgement came to no end. */
  @Nullable JudgedPath path() {
    return path;
  }

  boolean isAccepted() {
    return verdict.isAccepted();
  }

  /** The user name; null for a server, a refused client, or where no rule matched. */
  @Nullable String user() {
    return user;
  }
}

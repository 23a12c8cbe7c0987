package io.mtlsagent.handshake;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.FoundPath;
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
  private final FoundPath found;

  private Judgement(
      List<X509Certificate> chain,
      Verdict verdict,
      @Nullable JudgedPath path,
      @Nullable String user,
      FoundPath found) {
    this.chain = chain;
    this.verdict = verdict;
    this.path = path;
    this.user = user;
    this.found = found;
  }

  static Judgement of(
      List<X509Certificate> chain, JudgedPath path, @Nullable String user, FoundPath found) {
    return new Judgement(chain, path.verdict(), path, user, found);
  }

  /** A judgement that came to no end. */
  static Judgement failed(List<X509Certificate> chain, Verdict verdict, FoundPath found) {
    return new Judgement(chain, verdict, null, null, found);
  }

  /** Of a peer whom only the application has judged; counts as no acceptance. */
  static Judgement notYet(List<X509Certificate> chain) {
    Rejection rejection =
        Rejection.of(
            RejectionCode.INTERNAL_ERROR,
            "the peer came in mode off, or before the agent, and was not judged");
    return failed(chain, Verdict.rejected(rejection, RevocationFinding.off()), new FoundPath());
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

  /** The path on which the peer was accepted, for the next judgement on it. */
  FoundPath found() {
    return found;
  }

  /** The user name; null for a server, a refused client, or where no rule matched. */
  @Nullable String user() {
    return user;
  }
}

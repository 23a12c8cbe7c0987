package io.mtlsagent.handshake;

import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.FoundPath;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent thinks of a peer, and the user that the peer stands for. */
final class Judgement {

  private final List<X509Certificate> chain;
  private final Verdict verdict;
  private final @Nullable String user;
  private final FoundPath path;

  Judgement(List<X509Certificate> chain, Verdict verdict, @Nullable String user, FoundPath path) {
    this.chain = chain;
    this.verdict = verdict;
    this.user = user;
    this.path = path;
  }

  /** The chain that was judged, leaf first. */
  List<X509Certificate> chain() {
    return chain;
  }

  Verdict verdict() {
    return verdict;
  }

  boolean isAccepted() {
    return verdict.isAccepted();
  }

  /** The path on which the peer was accepted, for the next judgement on it. */
  FoundPath path() {
    return path;
  }

  /** The user name; null for a server, a refused client, or where no rule matched. */
  @Nullable String user() {
    return user;
  }
}

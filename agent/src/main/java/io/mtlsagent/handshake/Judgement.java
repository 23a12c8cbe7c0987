package io.mtlsagent.handshake;

import io.mtlsagent.policy.Verdict;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent thinks of a peer, and the user that the peer stands for. */
final class Judgement {

  private final List<X509Certificate> chain;
  private final Verdict verdict;
  private final @Nullable String user;

  Judgement(List<X509Certificate> chain, Verdict verdict, @Nullable String user) {
    this.chain = chain;
    this.verdict = verdict;
    this.user = user;
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

  /** The user name; null for a server, a refused client, or where no rule matched. */
  @Nullable String user() {
    return user;
  }
}

package io.mtlsagent.trust;

import io.mtlsagent.policy.Verdict;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on a peer, and the path that it is about. */
public final class JudgedPath {

  private final Verdict verdict;
  private final @Nullable CertificatePath path;

  JudgedPath(Verdict verdict, @Nullable CertificatePath path) {
    this.verdict = verdict;
    this.path = path;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** From the peer's certificate up to the anchor; empty where no path leads to one. */
  public List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    for (int i = 0; path != null && i < path.size(); i++) {
      certificates.add(path.get(i).certificate());
    }
    return certificates;
  }
}

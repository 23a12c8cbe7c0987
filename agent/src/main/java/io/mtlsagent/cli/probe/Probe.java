package io.mtlsagent.cli.probe;

import io.mtlsagent.cli.pki.KeyType;
import io.mtlsagent.cli.pki.PkiException;
import io.mtlsagent.cli.pki.Stranger;
import io.mtlsagent.cli.probe.AttemptResult.Ending;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint demands and checks client certificates: who is let in, in TLS 1.3 and 1.2. An
 * endpoint that asks for a certificate only later (renegotiation, post-handshake authentication)
 * counts as one that demands none.
 */
public final class Probe {

  private static final List<String> PROTOCOLS = Arrays.asList("TLSv1.3", "TLSv1.2");
  private static final String UNKNOWN_AUTHORITY = "CN=an authority that nobody knows";

  private final ProbeTarget target;
  private final @Nullable Visitor ourselves;
  private final int timeoutMillis;
  private final List<AttemptResult> results = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  private Probe(ProbeTarget target, @Nullable Visitor ourselves, int timeoutMillis) {
    this.target = target;
    this.ourselves = ourselves;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Makes all attempts, one after the other.
   *
   * @param ourselves one with a certificate that should be let in; null for none
   * @param timeoutMillis how long each step may take, and how long a refusal is waited for
   * @throws IOException where the endpoint cannot be reached
   */
  public static Probe of(ProbeTarget target, @Nullable Visitor ourselves, int timeoutMillis)
      throws IOException, GeneralSecurityException, PkiException {
    Probe probe = new Probe(target, ourselves, timeoutMillis);
    for (String protocol : PROTOCOLS) {
      probe.tryIn(protocol);
    }
    probe.conclude();
    return probe;
  }

  public List<AttemptResult> results() {
    return Collections.unmodifiableList(results);
  }

  /** Why the endpoint is not safe, or not to be used by us; sentences. */
  public List<String> findings() {
    return Collections.unmodifiableList(findings);
  }

  /** The server's certificates, its own first; empty where no attempt came to see them. */
  public List<X509Certificate> serverChain() {
    for (AttemptResult result : results) {
      if (!result.serverChain().isEmpty()) {
        return result.serverChain();
      }
    }
    return Collections.emptyList();
  }

  /** The authorities that the server names when it asks for a certificate. */
  public Set<X500Principal> authorities() {
    Set<X500Principal> all = new LinkedHashSet<>();
    for (AttemptResult result : results) {
      all.addAll(result.authorities());
    }
    return all;
  }

  private void tryIn(String protocol) throws IOException, GeneralSecurityException, PkiException {
    AttemptResult first = attempt(protocol, Visitor.nobody());
    if (first.ending() == Ending.NOT_OFFERED || first.ending() == Ending.FAILED) {
      return;
    }
    judge(first, Ending.REFUSED, "lets in a client without a certificate");
    AttemptResult second = attempt(protocol, stranger(first));
    judge(second, Ending.REFUSED, "lets in a client whose authority nobody knows");
    if (ourselves != null) {
      judge(attempt(protocol, ourselves), Ending.ACCEPTED, "refuses the configured identity");
    }
  }

  private AttemptResult attempt(String protocol, Visitor visitor)
      throws IOException, GeneralSecurityException {
    AttemptResult result = new Attempt(target, protocol, visitor, timeoutMillis).run();
    results.add(result);
    return result;
  }

  /** Its authority takes a name that the server knows, its key a kind that the server takes. */
  private static Visitor stranger(AttemptResult before)
      throws IOException, GeneralSecurityException, PkiException {
    X500Principal authority =
        before.authorities().isEmpty()
            ? new X500Principal(UNKNOWN_AUTHORITY)
            : before.authorities().iterator().next();
    boolean rsa = before.isAsked() && !before.keyTypes().contains("EC");
    Stranger stranger = Stranger.claiming(authority, rsa ? KeyType.RSA : KeyType.EC);
    return Visitor.with("as a stranger", stranger.chain(), stranger.key());
  }

  private void judge(AttemptResult result, Ending wanted, String otherwise) {
    if (result.ending() == Ending.FAILED || result.ending() == Ending.NOT_OFFERED) {
      findings.add(result.protocol() + ", " + result.visitor() + ": " + result.words());
    } else if (result.ending() != wanted) {
      findings.add("with " + result.protocol() + " the endpoint " + otherwise);
    }
  }

  private void conclude() {
    boolean spoken = false;
    boolean asked = false;
    for (AttemptResult result : results) {
      spoken |= !result.serverChain().isEmpty();
      asked |= result.isAsked();
    }
    if (!spoken) {
      findings.add("the endpoint speaks neither TLS 1.3 nor TLS 1.2 with this JVM");
    } else if (!asked) {
      findings.add("the endpoint asks for no client certificate");
    }
  }
}

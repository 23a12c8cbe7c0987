package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Explanation;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.SupposedConnection;
import io.mtlsagent.pem.CertificateReader;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import java.io.File;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a peer would be let in by a configuration, and why, found out without an agent. */
public final class PeerExplanation {

  private final List<String> lines = new ArrayList<>();
  private boolean letIn = true;

  private PeerExplanation() {}

  /**
   * Judges a client of ours by a configuration with all that it names.
   *
   * @param certificates the peer's certificate and its intermediates, in PEM or DER
   * @param port the local port; 0 for one that is not known
   * @throws ConfigurationException for the first file that cannot be used
   */
  public static PeerExplanation ofClient(
      File file, Overrides overrides, File certificates, int port) throws ConfigurationException {
    return of(file, overrides, certificates, SupposedConnection.fromClient(port));
  }

  /**
   * As {@link #ofClient}, of a server that we call.
   *
   * @param host a name or an address, as the application would give it
   * @param port 0 for one that is not known
   */
  public static PeerExplanation ofServer(
      File file, Overrides overrides, File certificates, String host, int port)
      throws ConfigurationException {
    return of(file, overrides, certificates, SupposedConnection.toServer(host, port));
  }

  private static PeerExplanation of(
      File file, Overrides overrides, File certificates, SupposedConnection connection)
      throws ConfigurationException {
    Configuration configuration = Configuration.load(file, overrides);
    Generation generation = new GenerationReader(Clock.systemUTC()).read(configuration, null);
    List<X509Certificate> chain = CertificateReader.read(FileContent.read(certificates, "--cert"));
    Endpoint endpoint = generation.endpoints().forConnection(connection, RequestedName.of(null));
    PeerExplanation explanation = new PeerExplanation();
    explanation.tell("peer", connection.describe());
    if (endpoint == null || !endpoint.mode().isActive()) {
      explanation.outOfScope(configuration);
    } else {
      explanation.judge(endpoint, connection, chain);
    }
    return explanation;
  }

  /** What was found, for people. */
  public List<String> lines() {
    return Collections.unmodifiableList(lines);
  }

  /** Whether nothing of ours would refuse the peer, in mode {@code enforce}. */
  public boolean isLetIn() {
    return letIn;
  }

  private void outOfScope(Configuration configuration) {
    boolean off = !configuration.mode().isActive();
    tell("scope", off ? "out: mode=off" : "out: no endpoint is for this connection");
    tell("verdict", "none: the application alone decides");
  }

  private void judge(
      Endpoint endpoint, SupposedConnection connection, List<X509Certificate> chain) {
    tell("scope", "in: endpoint " + endpoint.name() + ", mode " + endpoint.mode().wireName());
    try {
      Explanation found = Explanation.of(endpoint, connection, chain);
      tellPath(found, chain);
      if (connection.role() == Role.SERVER) {
        @Nullable String user = found.user();
        tell("user", user == null ? "none: no rule of user.rules makes a name" : user);
      }
      tell("rule", found.rule());
      tellVerdict(found.verdict().rejection().orElse(null));
    } catch (CertificateException e) {
      letIn = false;
      tell("verdict", "refused: the certificate cannot be read: " + e.getMessage());
    }
  }

  private void tellPath(Explanation found, List<X509Certificate> chain) {
    List<X509Certificate> path = found.path();
    if (path.isEmpty()) {
      tell("path", "none leads to an anchor; the file holds:");
      for (X509Certificate certificate : chain) {
        lines.add("         " + describe(certificate));
      }
      return;
    }
    for (int i = 0; i < path.size(); i++) {
      boolean anchor = i == path.size() - 1;
      String part = anchor ? "the anchor" : i == 0 ? "the peer" : "intermediate CA";
      tell("path", (i + 1) + " of " + path.size() + ", " + part + ": " + describe(path.get(i)));
      if (!anchor) {
        RevocationFinding finding = found.revocation().get(i);
        lines.add("         revocation " + finding.status().wireName() + ": " + finding.detail());
      }
    }
  }

  private static String describe(X509Certificate certificate) {
    String subject = NameText.rfc2253(certificate.getSubjectX500Principal());
    return (subject.isEmpty() ? "no subject" : subject)
        + ", valid from "
        + certificate.getNotBefore().toInstant()
        + " to "
        + certificate.getNotAfter().toInstant();
  }

  private void tellVerdict(@Nullable Rejection rejection) {
    if (rejection == null) {
      tell("verdict", "let in");
      return;
    }
    letIn = false;
    tell("verdict", "refused: " + rejection.code().wireName());
    tell("reason", rejection.reason());
  }

  private void tell(String what, String value) {
    StringBuilder line = new StringBuilder(what);
    while (line.length() < 9) {
      line.append(' ');
    }
    lines.add(line + value);
  }
}

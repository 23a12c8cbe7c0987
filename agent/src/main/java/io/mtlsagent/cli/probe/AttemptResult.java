package io.mtlsagent.cli.probe;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** What became of one attempt. */
public final class AttemptResult {

  /** How it ended. */
  public enum Ending {
    /** The handshake was completed, and no refusal followed. */
    ACCEPTED,
    /** The server refused the client, by an alert or by hanging up. */
    REFUSED,
    /** The server does not speak the protocol version, or nothing that this JVM speaks. */
    NOT_OFFERED,
    /** There was no answer to tell from. */
    FAILED
  }

  private final String protocol;
  private final Visitor visitor;
  private final Ending ending;
  private final String words;
  private final ClientSide client;
  private final ServerSide server;

  AttemptResult(
      String protocol,
      Visitor visitor,
      Ending ending,
      String words,
      ClientSide client,
      ServerSide server) {
    this.protocol = protocol;
    this.visitor = visitor;
    this.ending = ending;
    this.words = words;
    this.client = client;
    this.server = server;
  }

  /** As JSSE names it, such as {@code TLSv1.3}. */
  public String protocol() {
    return protocol;
  }

  /** As whom, for people. */
  public String visitor() {
    return visitor.name();
  }

  public Ending ending() {
    return ending;
  }

  /** How it ended, for people. */
  public String words() {
    return words;
  }

  /** Whether the server asked for a certificate. */
  public boolean isAsked() {
    return client.isAsked();
  }

  Set<String> keyTypes() {
    return client.keyTypes();
  }

  /** The authorities that the server named in its CertificateRequest. */
  public Set<X500Principal> authorities() {
    return client.authorities();
  }

  /** The server's certificates, its own first; empty where it came to none. */
  public List<X509Certificate> serverChain() {
    return server.chain();
  }
}

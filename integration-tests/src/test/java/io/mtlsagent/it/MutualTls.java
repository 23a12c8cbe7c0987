package io.mtlsagent.it;

import io.mtlsagent.it.tls.Curl;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;

/** What a test has in hand: an application's own material, and the agent's. */
final class MutualTls {

  /** The common name that the agent's certificate carries. */
  static final String USER = "application";

  private final Path directory;
  private final OneWayTls oneWay;
  private final PkiFiles pki;
  private final PeerFiles identity;

  private MutualTls(Path directory) {
    this.directory = directory;
    this.oneWay = OneWayTls.in(directory.resolve("one-way"));
    this.pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    this.identity = pki.write(USER, pki.issue(USER).forBoth().make());
  }

  static MutualTls in(Path directory) {
    return new MutualTls(directory);
  }

  /** The application's own key store and trust store. */
  OneWayTls oneWay() {
    return oneWay;
  }

  /** The authority that the agent trusts. */
  PkiFiles pki() {
    return pki;
  }

  /** A certificate that the agent shows as a server and as a client. */
  PeerFiles identity() {
    return identity;
  }

  /** A trust store with the agent's authority, for an application that minds its trust itself. */
  Path trustsItsOwnAuthority() {
    return pki.truststore();
  }

  /** A configuration in a folder of the given name: enforce, with all that is needed. */
  AgentConfig config(String folder) {
    return configIn(directory.resolve(folder));
  }

  /** The same, and what changes on disk is seen soon. */
  AgentConfig quickConfig(String folder) {
    return config(folder).set("reload.interval", "100ms");
  }

  /** As {@link #config} in a folder anywhere. */
  AgentConfig configIn(Path folder) {
    return new AgentConfig(folder, identity, pki);
  }

  /** Where all the files are. */
  Path directory() {
    return directory;
  }

  /** A client with a good certificate. */
  Curl goodClient() {
    return client(PeerKind.GOOD);
  }

  Curl client(PeerKind kind) {
    return Curl.trusting(pki.anchors()).identity(pki.client(kind));
  }

  /** A client that has no certificate and does not care which one it is shown. */
  static Curl nobody() {
    return Curl.anyServer();
  }
}

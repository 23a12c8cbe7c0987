package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keys and certificates on disk, the same for the agent and for the application that is configured
 * by hand: a root, an intermediate authority, one leaf, all EC P-256, and a list of each authority.
 */
final class Material {

  private final Path directory;
  private final PkiFiles pki;
  private final PeerFiles identity;

  private Material(Path directory) {
    this.directory = directory;
    this.pki = PkiFiles.in(directory, KeyKind.EC);
    this.identity =
        pki.write(
            "application", pki.issue("application").dns("*.benchmark.example").forBoth().make());
  }

  static Material in(Path directory) {
    return new Material(directory);
  }

  /** Key store, its password and anchor, as the applications take them. */
  List<String> applicationArguments() {
    return List.of(identity.keystore().toString(), PkiFiles.PASSWORD, pki.anchors().toString());
  }

  /** The agent's configuration with all that it can check: enforce, strict revocation. */
  Path enforce() throws IOException {
    return Files.writeString(
        directory.resolve("enforce.properties"),
        String.join(
            "\n",
            "mode=enforce",
            "identity.certificate=" + identity.certificate(),
            "identity.key=" + identity.key(),
            "trust.certificates=" + pki.anchors(),
            "revocation.crl=" + pki.crls(),
            "audit.file=" + directory.resolve("audit.jsonl"),
            ""));
  }

  /**
   * The same with another list of the authority that has issued the leaf.
   *
   * @param name of the process, which has an audit log of its own
   */
  Path enforceWith(Path list, String name) throws IOException {
    String usual = Files.readString(enforce());
    return Files.writeString(
        directory.resolve(name + ".properties"),
        usual
            .replace(
                "revocation.crl=" + pki.crls(), "revocation.crl=" + pki.rootList() + "," + list)
            .replace("audit.jsonl", name + ".jsonl"));
  }

  /** The authority that has issued the leaf. */
  Pki issuer() {
    return pki.issuing();
  }

  /** PEM file of that authority's certificate. */
  Path issuerCertificate() {
    return pki.write("issuer", pki.issuing().authority()).certificate();
  }

  /** PEM file of the leaf, with its chain behind it. */
  Path peer() {
    return identity.certificate();
  }

  /** A configuration that names no material and changes nothing. */
  Path off() throws IOException {
    return Files.writeString(directory.resolve("off.properties"), "mode=off\n");
  }
}

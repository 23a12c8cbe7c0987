package io.mtlsagent.it.tls;

import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A public key infrastructure on disk: a root, an intermediate authority that issues to everybody,
 * their revocation lists, and a client and a server of each {@link PeerKind}. Files: {@code
 * ca.crt}, {@code crl/*.crl}, and for each peer {@code NAME.crt}, {@code NAME.key}, {@code
 * NAME.p12}.
 */
public final class PkiFiles {

  /** Of every key store. */
  public static final String PASSWORD = "changeit";

  private final KeyKind keyKind;
  private final MaterialFolder folder;
  private final Pki root;
  private final Pki issuing;
  private final Pki unsent;
  private final KeyPair leafKey;
  private final Map<PeerKind, PeerFiles> clients = new EnumMap<>(PeerKind.class);
  private final Map<PeerKind, PeerFiles> servers = new EnumMap<>(PeerKind.class);

  private PkiFiles(KeyKind keyKind, Path directory) {
    this.keyKind = keyKind;
    this.folder = new MaterialFolder(directory);
    this.root = Pki.root("zoo " + keyKind.word(), keyKind.generate());
    this.issuing = intermediate(root, "keepers");
    this.unsent = intermediate(root, "wardens");
    this.leafKey = keyKind.generate();
    makePeers(
        clients, PeerKind::clientName, CertificateRecipe::forClient, CertificateRecipe::forServer);
    makePeers(
        servers, PeerKind::serverName, CertificateRecipe::forServer, CertificateRecipe::forClient);
    folder.certificates("ca.crt", List.of(root.certificate()));
    writeLists();
  }

  /** Makes all of it in a folder. */
  public static PkiFiles in(Path directory, KeyKind keyKind) {
    return new PkiFiles(keyKind, directory);
  }

  private interface Naming {
    String nameOf(PeerKind kind);
  }

  private interface Role {
    CertificateRecipe give(CertificateRecipe recipe);
  }

  private void makePeers(Map<PeerKind, PeerFiles> peers, Naming naming, Role role, Role other) {
    Pki foreign = Pki.root("elsewhere " + keyKind.word(), keyKind.generate());
    Pki sameName = intermediate(Pki.root("zoo " + keyKind.word(), keyKind.generate()), "keepers");
    for (PeerKind kind : PeerKind.values()) {
      String name = naming.nameOf(kind);
      Issued issued =
          switch (kind) {
            case GOOD, REVOKED -> role.give(recipe(issuing, name)).make();
            case EXPIRED -> role.give(recipe(issuing, name)).expired().make();
            case NOT_YET_VALID -> role.give(recipe(issuing, name)).notYetValid().make();
            case FOREIGN -> role.give(recipe(foreign, name)).make();
            case FOREIGN_SAME_NAME -> role.give(recipe(sameName, name)).make();
            case OTHER_ROLE -> other.give(recipe(issuing, name)).make();
            case BROKEN_CHAIN -> role.give(recipe(unsent, name)).make();
            case NONE -> null;
          };
      if (issued != null) {
        peers.put(kind, folder.peer(name, issued, sent(kind, issued), PASSWORD));
      }
      if (kind == PeerKind.REVOKED) {
        issuing.revoke(issued);
      }
    }
  }

  private static List<X509Certificate> sent(PeerKind kind, Issued issued) {
    return kind == PeerKind.BROKEN_CHAIN ? List.of(issued.certificate()) : List.of(issued.chain());
  }

  private Pki intermediate(Pki above, String name) {
    return above.intermediate(
        above.issueAs("CN=" + name + " " + keyKind.word()).key(keyKind.generate()).ca());
  }

  private CertificateRecipe recipe(Pki issuer, String name) {
    return issuer.issue(name).key(leafKey).dns("localhost").ip("127.0.0.1");
  }

  /** As {@link #issue}, of no host. */
  public CertificateRecipe issueWithoutNames(String commonName) {
    return issuing.issue(commonName).key(leafKey);
  }

  /**
   * A certificate of one's own making for this host from the issuing authority; ready for {@link
   * #write}.
   */
  public CertificateRecipe issue(String commonName) {
    return recipe(issuing, commonName);
  }

  /** Writes a certificate made by {@link #issue} to files of the given name. */
  public PeerFiles write(String name, Issued issued) {
    return folder.peer(name, issued, List.of(issued.chain()), PASSWORD);
  }

  /** A good client of this name whose certificate has begun an hour ago and ends so much later. */
  public PeerFiles newClient(String name, Duration lifetime) {
    Instant now = Instant.now();
    return write(
        name,
        issue(name).forClient().valid(now.minus(Duration.ofHours(1)), now.plus(lifetime)).make());
  }

  /** PEM file of a peer's key, encrypted with {@link #PASSWORD} (PKCS#8). */
  public Path encryptedKey(String name, PeerFiles peer) {
    return OpenSsl.encryptKey(peer.key(), folder.file(name + ".key"), PASSWORD);
  }

  /** A client of the kind; there is none of {@link PeerKind#NONE}. */
  public PeerFiles client(PeerKind kind) {
    return present(clients, kind);
  }

  /** A server for localhost and 127.0.0.1 of the kind; there is none of {@link PeerKind#NONE}. */
  public PeerFiles server(PeerKind kind) {
    return present(servers, kind);
  }

  private static PeerFiles present(Map<PeerKind, PeerFiles> peers, PeerKind kind) {
    PeerFiles peer = peers.get(kind);
    if (peer == null) {
      throw new IllegalArgumentException("no certificate for " + kind);
    }
    return peer;
  }

  public KeyKind keyKind() {
    return keyKind;
  }

  /** PEM file of the root. */
  public Path anchors() {
    return folder.file("ca.crt");
  }

  /** PKCS12 file of the root, see {@link #PASSWORD}. */
  public Path truststore() {
    return folder.truststore("ca.p12", root.certificate(), PASSWORD);
  }

  public X509Certificate rootCertificate() {
    return root.certificate();
  }

  /** A folder with a PEM list of each authority. */
  public Path crls() {
    return folder.file("crl");
  }

  /** The list of the root alone: it says that the issuing authority is not revoked. */
  public Path rootList() {
    return folder.file("crl/root.crl");
  }

  /** The authority above all others. */
  public Pki root() {
    return root;
  }

  /** The authority that has issued everybody. */
  public Pki issuing() {
    return issuing;
  }

  /**
   * Puts a certificate of the issuing authority on a new list, which replaces the old file
   * atomically.
   */
  public void revoke(PeerFiles peer) {
    issuing.revoke(peer.issued());
    writeLists();
  }

  /** Takes a certificate off the list again. */
  public void reinstate(PeerFiles peer) {
    issuing.reinstate(peer.issued());
    writeLists();
  }

  private void writeLists() {
    Map<String, Pki> authorities = Map.of("root", root, "keepers", issuing, "wardens", unsent);
    for (Map.Entry<String, Pki> authority : new ArrayList<>(authorities.entrySet())) {
      folder.list("crl/" + authority.getKey() + ".crl", authority.getValue().crl());
    }
  }
}

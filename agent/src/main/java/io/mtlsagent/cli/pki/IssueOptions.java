package io.mtlsagent.cli.pki;

import io.mtlsagent.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** What a user asks of a new certificate; what is left open gets a default that works. */
public final class IssueOptions {

  /** For the clocks of the peers that run behind. */
  private static final Duration SKEW = Duration.ofHours(1);

  private final String name;
  private @Nullable String subject;
  private Set<Role> roles = EnumSet.allOf(Role.class);
  private List<String> names = Collections.emptyList();
  private KeyType keyType = KeyType.EC;
  private Instant notBefore = Instant.now().minus(SKEW);
  private Instant notAfter = Instant.now().plus(Duration.ofDays(365));
  private @Nullable String crlUrl;
  private Existing existing = Existing.KEEP;
  private char @Nullable [] keyPassword;
  private char @Nullable [] storePassword;

  /** What happens to files of the same name. */
  public enum Existing {
    /** They stay, and the command refuses. */
    KEEP,
    /** They are replaced, as for a renewal. */
    REPLACE
  }

  /**
   * Starts with the defaults: for clients and servers, valid for a year.
   *
   * @param name the base of the files' names, and the common name
   */
  public IssueOptions(String name) {
    this.name = name;
  }

  /** The whole subject, such as {@code CN=alice,O=zoo} (RFC 4514). */
  public IssueOptions subject(@Nullable String distinguishedName) {
    this.subject = distinguishedName;
    return this;
  }

  /** The parts that the holder may play; at least one. */
  public IssueOptions roles(Set<Role> played) {
    this.roles = EnumSet.copyOf(played);
    return this;
  }

  /** Subject alternative names; none given, a server gets those of this machine. */
  public IssueOptions names(List<String> alternativeNames) {
    this.names = new ArrayList<>(alternativeNames);
    return this;
  }

  public IssueOptions keyType(KeyType type) {
    this.keyType = type;
    return this;
  }

  public IssueOptions valid(@Nullable Instant from, Instant to) {
    this.notAfter = to;
    this.notBefore = from == null ? this.notBefore : from;
    return this;
  }

  /** Where the certificate says that its revocation list is. */
  public IssueOptions crlUrl(@Nullable String url) {
    this.crlUrl = url;
    return this;
  }

  public IssueOptions existing(Existing files) {
    this.existing = files;
    return this;
  }

  /** Encrypts the PEM key; null leaves it plain. */
  public IssueOptions keyPassword(char @Nullable [] password) {
    this.keyPassword = password;
    return this;
  }

  /** Writes a PKCS#12 key store too, with this password; null writes none. */
  public IssueOptions storePassword(char @Nullable [] password) {
    this.storePassword = password;
    return this;
  }

  String name() {
    return name;
  }

  Existing existing() {
    return existing;
  }

  char @Nullable [] keyPassword() {
    return keyPassword;
  }

  char @Nullable [] storePassword() {
    return storePassword;
  }

  X500Principal subject() throws PkiException {
    try {
      return new X500Principal(subject == null ? "CN=" + name : subject);
    } catch (IllegalArgumentException e) {
      throw new PkiException(
          "\"" + subject + "\" is no distinguished name. Write one such as CN=alice,O=zoo.");
    }
  }

  List<KeyPurposeId> purposes() {
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (roles.contains(Role.SERVER)) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (roles.contains(Role.CLIENT)) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    return purposes;
  }

  List<String> names() {
    return names.isEmpty() && roles.contains(Role.SERVER) ? AlternativeNames.ofServer(name) : names;
  }

  KeyType keyType() {
    return keyType;
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }

  @Nullable String crlUrl() {
    return crlUrl;
  }
}

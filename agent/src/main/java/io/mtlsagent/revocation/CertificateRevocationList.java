package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list (RFC 5280, section 5) as a compact index: about 20 bytes for each
 * entry. Immutable but for the memory of which keys signed it.
 */
public final class CertificateRevocationList {

  /** The clocks of issuer and reader may differ by this. */
  static final long SKEW_SECONDS = 300;

  private static final int CRL_SIGN = 6;

  private final CrlContent content;
  private final byte[] digest;
  private final X500Principal issuer;
  private final long thisUpdate;
  private final long nextUpdate;
  private final @Nullable BigInteger number;
  private final @Nullable BigInteger baseNumber;
  private final byte[] authorityKeyId;
  private final byte[] freshest;
  private final IssuingDistributionPoint scope;
  private final SerialIndex ownEntries;
  private final List<SerialIndex> otherEntries;
  private final CrlVerification verification;
  private final RevocationFinding absence;
  private final AtomicLong hits = new AtomicLong();
  private volatile @Nullable SignerAnswer lastAnswer;

  CertificateRevocationList(Parts parts) {
    this.content = Objects.requireNonNull(parts.content, "content");
    this.digest = Objects.requireNonNull(parts.digest, "digest");
    this.issuer = Objects.requireNonNull(parts.issuer, "issuer");
    this.thisUpdate = parts.thisUpdate;
    this.nextUpdate = parts.nextUpdate;
    this.number = parts.number;
    this.baseNumber = parts.baseNumber;
    this.authorityKeyId = parts.authorityKeyId;
    this.freshest = parts.freshest;
    this.scope = parts.scope;
    this.ownEntries = parts.ownEntries;
    this.otherEntries = parts.otherEntries;
    this.absence =
        RevocationFinding.from(CrlIndex.SOURCE, RevocationStatus.GOOD, "not in " + content.name());
    this.verification =
        new CrlVerification(
            content,
            digest,
            parts.signedDigest,
            Objects.requireNonNull(parts.signature, "signature"));
  }

  /** What the reader has gathered so far. */
  static final class Parts {
    @Nullable CrlContent content;
    byte @Nullable [] digest;
    byte @Nullable [] signedDigest;
    @Nullable X500Principal issuer;
    long thisUpdate;
    long nextUpdate;
    @Nullable BigInteger number;
    @Nullable BigInteger baseNumber;
    byte[] authorityKeyId = new byte[0];
    byte[] freshest = new byte[0];
    IssuingDistributionPoint scope = IssuingDistributionPoint.whole();
    SerialIndex ownEntries = SerialIndex.empty();

    /** The entries of an indirect list for each other issuer. */
    final List<SerialIndex> otherEntries = new ArrayList<>(0);

    @Nullable CrlSignature signature;
  }

  /** The file or address that the list comes from. */
  public String source() {
    return content.name();
  }

  public X500Principal issuer() {
    return issuer;
  }

  public Instant thisUpdate() {
    return Instant.ofEpochSecond(thisUpdate);
  }

  public Instant nextUpdate() {
    return Instant.ofEpochSecond(nextUpdate);
  }

  public Optional<BigInteger> number() {
    return Optional.ofNullable(number);
  }

  /** The CRL number of the complete list that this delta list amends; empty for complete lists. */
  public Optional<BigInteger> baseNumber() {
    return Optional.ofNullable(baseNumber);
  }

  /** The value of the extension FreshestCRL (RFC 5280, section 5.2.6), as it came; may be empty. */
  public byte[] freshest() {
    return freshest.clone();
  }

  public boolean isDelta() {
    return baseNumber != null;
  }

  /** The number of entries, of all issuers. */
  public int size() {
    int size = ownEntries.size();
    for (SerialIndex index : otherEntries) {
      size += index.size();
    }
    return size;
  }

  /** The memory that the entries take, in bytes. */
  public long bytes() {
    long bytes = ownEntries.bytes();
    for (SerialIndex index : otherEntries) {
      bytes += index.bytes();
    }
    return bytes;
  }

  /** How many questions the list has answered. */
  public long hits() {
    return hits.get();
  }

  /** The list has answered a question. */
  void hit() {
    hits.incrementAndGet();
  }

  /** The entries for certificates of the list's own issuer. */
  SerialIndex entries() {
    return ownEntries;
  }

  /**
   * What is said about a certificate that the list does not name.
   *
   * @param now seconds since 1970
   */
  RevocationFinding absence(long now) {
    return nextUpdate >= now
        ? absence
        : RevocationFinding.from(
            CrlIndex.SOURCE,
            RevocationStatus.STALE,
            "not in " + content.name() + ", which is outdated since " + nextUpdate());
  }

  IssuingDistributionPoint scope() {
    return scope;
  }

  /** SHA-256 of the list in DER. */
  byte[] digest() {
    return digest;
  }

  /** The keys that are known to have signed the list. */
  List<PublicKey> signers() {
    return verification.signers();
  }

  /** Empty if the key signed the list; else why it cannot be said so, as part of a sentence. */
  String whyNotSignedBy(PublicKey key) {
    return verification.whyNot(key);
  }

  /** Whether both were read from the same bytes. */
  public boolean isSameAs(CertificateRevocationList other) {
    return Arrays.equals(digest, other.digest);
  }

  /** Whether both speak of the same certificates under the same name and key identifier. */
  boolean isSuccessorOf(CertificateRevocationList other) {
    return issuer.equals(other.issuer)
        && isDelta() == other.isDelta()
        && scope.isSameAs(other.scope)
        && isOfSameKey(other);
  }

  /** Whether both name the same key, or none, as the one that signed them. */
  boolean isOfSameKey(CertificateRevocationList other) {
    return Arrays.equals(authorityKeyId, other.authorityKeyId);
  }

  /** Whether this list was made before the other, by its number or else its date. */
  boolean isOlderThan(CertificateRevocationList other) {
    if (number != null && other.number != null && !number.equals(other.number)) {
      return number.compareTo(other.number) < 0;
    }
    return thisUpdate < other.thisUpdate;
  }

  /** Whether this delta list can be laid over a complete list (RFC 5280, section 5.2.4). */
  boolean amends(CertificateRevocationList complete) {
    return baseNumber != null
        && number != null
        && complete.number != null
        && !complete.isDelta()
        && scope.isSameAs(complete.scope)
        && baseNumber.compareTo(complete.number) <= 0
        && number.compareTo(complete.number) > 0;
  }

  /**
   * Empty if the list may be used for a certificate (RFC 5280, section 6.3.3); else why not, as
   * part of a sentence that begins with the name of the list.
   *
   * @param signer the certificate of the certificate's issuer, on a path to an anchor
   * @param now seconds since 1970
   * @param grace how long past its nextUpdate the list still counts, in seconds
   */
  String whyNotFor(X509Certificate certificate, X509Certificate signer, long now, long grace) {
    if (thisUpdate > now + SKEW_SECONDS) {
      return "is dated in the future (thisUpdate " + thisUpdate() + ")";
    }
    if (nextUpdate + grace < now) {
      return "is outdated since its nextUpdate " + nextUpdate();
    }
    String outside = scope.whyNot(certificate);
    if (!outside.isEmpty()) {
      return outside;
    }
    SignerAnswer answer = lastAnswer;
    if (answer == null || !answer.signer.equals(signer)) {
      answer = new SignerAnswer(signer, whyNotBy(signer));
      lastAnswer = answer;
    }
    return answer.problem;
  }

  private String whyNotBy(X509Certificate signer) {
    boolean[] keyUsage = signer.getKeyUsage();
    if (keyUsage != null && !(keyUsage.length > CRL_SIGN && keyUsage[CRL_SIGN])) {
      return "is signed by an issuer whose key usage lacks cRLSign";
    }
    return verification.whyNot(signer.getPublicKey());
  }

  /** Whether one certificate may have signed the list: nearly always the same is asked for. */
  private static final class SignerAnswer {

    private final X509Certificate signer;
    private final String problem;

    SignerAnswer(X509Certificate signer, String problem) {
      this.signer = signer;
      this.problem = problem;
    }
  }

  @Override
  public String toString() {
    return source() + " of " + issuer.getName() + (number == null ? "" : ", number " + number);
  }
}

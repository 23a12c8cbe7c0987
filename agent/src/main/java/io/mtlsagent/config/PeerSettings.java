package io.mtlsagent.config;

import java.util.Arrays;
import java.util.List;

/** What is demanded of a peer's certificates beyond a path to an anchor. Counts are positive. */
public final class PeerSettings {

  private static final List<Key<?>> KEYS =
      Arrays.<Key<?>>asList(
          MaterialKeys.TRUST_MIN_STRENGTH,
          MaterialKeys.TRUST_REQUIRE_EKU,
          LimitKeys.CHAIN_CERTIFICATES,
          LimitKeys.CHAIN_BYTES,
          LimitKeys.PATH_LENGTH,
          LimitKeys.SIGNATURE_CHECKS,
          LimitKeys.NAME_COMPARISONS);

  private final MinimumStrength minimumStrength;
  private final boolean requiresExtendedKeyUsage;
  private final int chainCertificates;
  private final int chainBytes;
  private final int pathLength;
  private final int signatureChecks;
  private final int nameComparisons;

  private final List<String> texts;

  private PeerSettings(Values values) throws ConfigurationException {
    this.texts = values.texts(KEYS);
    this.minimumStrength = values.get(MaterialKeys.TRUST_MIN_STRENGTH);
    this.requiresExtendedKeyUsage = values.get(MaterialKeys.TRUST_REQUIRE_EKU);
    this.chainCertificates = values.get(LimitKeys.CHAIN_CERTIFICATES);
    this.chainBytes = values.get(LimitKeys.CHAIN_BYTES);
    this.pathLength = values.get(LimitKeys.PATH_LENGTH);
    this.signatureChecks = values.get(LimitKeys.SIGNATURE_CHECKS);
    this.nameComparisons = values.get(LimitKeys.NAME_COMPARISONS);
  }

  static PeerSettings from(Values values) throws ConfigurationException {
    return new PeerSettings(values);
  }

  /** Whether the same is demanded as in an earlier reading. */
  public boolean isSameAs(PeerSettings other) {
    return texts.equals(other.texts);
  }

  public MinimumStrength minimumStrength() {
    return minimumStrength;
  }

  /** Whether a certificate without any extended key usage is refused. */
  public boolean requiresExtendedKeyUsage() {
    return requiresExtendedKeyUsage;
  }

  public int chainCertificates() {
    return chainCertificates;
  }

  public int chainBytes() {
    return chainBytes;
  }

  public int pathLength() {
    return pathLength;
  }

  public int signatureChecks() {
    return signatureChecks;
  }

  public int nameComparisons() {
    return nameComparisons;
  }
}

package io.mtlsagent.config;

import io.mtlsagent.policy.MinimumStrength;

/** What is demanded of a peer's certificates beyond a path to an anchor. Counts are positive. */
public final class PeerSettings {

  private final MinimumStrength minimumStrength;
  private final boolean requiresExtendedKeyUsage;
  private final int chainCertificates;
  private final int chainBytes;
  private final int pathLength;
  private final int signatureChecks;
  private final int nameComparisons;
  private final int keyBits;

  private PeerSettings(Values values) throws ConfigurationException {
    this.minimumStrength = values.get(MaterialKeys.TRUST_MIN_STRENGTH);
    this.requiresExtendedKeyUsage = values.get(MaterialKeys.TRUST_REQUIRE_EKU);
    this.chainCertificates = values.get(LimitKeys.CHAIN_CERTIFICATES);
    this.chainBytes = values.get(LimitKeys.CHAIN_BYTES);
    this.pathLength = values.get(LimitKeys.PATH_LENGTH);
    this.signatureChecks = values.get(LimitKeys.SIGNATURE_CHECKS);
    this.nameComparisons = values.get(LimitKeys.NAME_COMPARISONS);
    this.keyBits = values.get(LimitKeys.KEY_BITS);
  }

  static PeerSettings from(Values values) throws ConfigurationException {
    return new PeerSettings(values);
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

  public int keyBits() {
    return keyBits;
  }
}

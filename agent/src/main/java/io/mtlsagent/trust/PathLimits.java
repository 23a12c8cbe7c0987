package io.mtlsagent.trust;

/** What one verdict may cost, whatever the peer sends: the keys {@code limits.NAME}. Immutable. */
public final class PathLimits {

  private static final PathLimits DEFAULTS = new PathLimits(20, 65_536, 10, 30, 250_000, 8192);

  private final int chainCertificates;
  private final int chainBytes;
  private final int pathLength;
  private final int signatureChecks;
  private final int nameComparisons;
  private final int keyBits;

  private PathLimits(
      int chainCertificates,
      int chainBytes,
      int pathLength,
      int signatureChecks,
      int nameComparisons,
      int keyBits) {
    this.chainCertificates = chainCertificates;
    this.chainBytes = chainBytes;
    this.pathLength = pathLength;
    this.signatureChecks = signatureChecks;
    this.nameComparisons = nameComparisons;
    this.keyBits = keyBits;
  }

  public static PathLimits defaults() {
    return DEFAULTS;
  }

  /** How many certificates a peer may send. */
  public int chainCertificates() {
    return chainCertificates;
  }

  /** How many intermediate CAs that are not self-issued may stand between leaf and anchor. */
  public int pathLength() {
    return pathLength;
  }

  /** How many signatures are checked for one peer. */
  public int signatureChecks() {
    return signatureChecks;
  }

  /** How many bytes the certificates that a peer sends may take together. */
  public int chainBytes() {
    return chainBytes;
  }

  /** How often a name is compared with a name constraint for one path. */
  public int nameComparisons() {
    return nameComparisons;
  }

  /** How many bits the keys in the certificates of a peer may have, if they are of RSA or DSA. */
  public int keyBits() {
    return keyBits;
  }

  public PathLimits withChainCertificates(int count) {
    return new PathLimits(count, chainBytes, pathLength, signatureChecks, nameComparisons, keyBits);
  }

  public PathLimits withChainBytes(int count) {
    return new PathLimits(
        chainCertificates, count, pathLength, signatureChecks, nameComparisons, keyBits);
  }

  public PathLimits withPathLength(int count) {
    return new PathLimits(
        chainCertificates, chainBytes, count, signatureChecks, nameComparisons, keyBits);
  }

  public PathLimits withSignatureChecks(int count) {
    return new PathLimits(
        chainCertificates, chainBytes, pathLength, count, nameComparisons, keyBits);
  }

  public PathLimits withNameComparisons(int count) {
    return new PathLimits(
        chainCertificates, chainBytes, pathLength, signatureChecks, count, keyBits);
  }

  public PathLimits withKeyBits(int count) {
    return new PathLimits(
        chainCertificates, chainBytes, pathLength, signatureChecks, nameComparisons, count);
  }
}

package io.mtlsagent.trust;

/** What one verdict may cost, whatever the peer sends: the keys {@code limits.NAME}. Immutable. */
public final class PathLimits {

  private static final PathLimits DEFAULTS = new PathLimits(20, 10, 100);

  private final int chainCertificates;
  private final int pathLength;
  private final int signatureChecks;

  private PathLimits(int chainCertificates, int pathLength, int signatureChecks) {
    this.chainCertificates = chainCertificates;
    this.pathLength = pathLength;
    this.signatureChecks = signatureChecks;
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

  public PathLimits withChainCertificates(int count) {
    return new PathLimits(count, pathLength, signatureChecks);
  }

  public PathLimits withPathLength(int count) {
    return new PathLimits(chainCertificates, count, signatureChecks);
  }

  public PathLimits withSignatureChecks(int count) {
    return new PathLimits(chainCertificates, pathLength, count);
  }
}

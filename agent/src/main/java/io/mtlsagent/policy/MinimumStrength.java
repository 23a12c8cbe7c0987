package io.mtlsagent.policy;

/** How weak the keys and signatures of a path may be: {@code trust.min-strength}. */
public enum MinimumStrength {
  /** RSA keys of 2048 bits, curves of 256 bits, no SHA-1. */
  MODERN(2048, false),
  /** RSA keys of 1024 bits and SHA-1 signatures too, where the JDK's own settings let them pass. */
  LEGACY(1024, true);

  private final int rsaBits;
  private final boolean sha1;

  MinimumStrength(int rsaBits, boolean sha1) {
    this.rsaBits = rsaBits;
    this.sha1 = sha1;
  }

  /** The shortest RSA modulus, in bits. */
  public int rsaBits() {
    return rsaBits;
  }

  /** Whether signatures may use SHA-1. */
  public boolean allowsSha1() {
    return sha1;
  }
}

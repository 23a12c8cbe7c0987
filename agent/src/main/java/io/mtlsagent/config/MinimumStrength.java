package io.mtlsagent.config;

/** How strong keys and signatures must be ({@code trust.min-strength}). */
public enum MinimumStrength {
  /** RSA of 2048 bits, curves of 256 bits, no SHA-1. */
  MODERN,
  /** RSA of 1024 bits and SHA-1 too. */
  LEGACY
}

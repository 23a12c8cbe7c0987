package io.mtlsagent.config;

/** The budgets against hostile chains, {@code limits.NAME}. */
final class LimitKeys {

  private static final int MOST = 1_000_000_000;

  static final Key<Integer> CHAIN_CERTIFICATES =
      limit("limits.chain-certificates", 1, "20", "Certificates that a peer may send.");

  static final Key<Integer> CHAIN_BYTES =
      limit("limits.chain-bytes", 1024, "65536", "Bytes of all certificates that a peer sends.");

  static final Key<Integer> PATH_LENGTH =
      limit("limits.path-length", 1, "10", "Certificates of a path, without the anchor.");

  static final Key<Integer> SIGNATURE_CHECKS =
      limit("limits.signature-checks", 1, "30", "Signatures that are checked for one peer.");

  static final Key<Integer> NAME_COMPARISONS =
      limit(
          "limits.name-comparisons",
          1,
          "250000",
          "Comparisons of names with name constraints for one peer.");

  static final Key<Integer> KEY_BITS =
      limit(
          "limits.key-bits",
          2048,
          "8192",
          "Bits of an RSA or DSA key in a certificate that a peer sends.");

  private LimitKeys() {}

  private static Key<Integer> limit(String name, int least, String value, String description) {
    return Key.withDefault(
        name,
        new CountParser(least, MOST),
        value,
        description + " A peer that needs more is refused as `path_invalid`.");
  }
}

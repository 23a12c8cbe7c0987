package io.mtlsagent.testing;

import java.util.Base64;

/** Bytes in PEM armour (RFC 7468). */
public final class PemText {

  private PemText() {}

  /** One block with its newline. */
  public static String of(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}

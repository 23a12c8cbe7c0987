package io.mtlsagent.pem;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block between a BEGIN and an END line (RFC 7468, section 2). */
public final class PemBlock {

  private final String label;
  private final Map<String, String> headers;
  private final byte[] content;
  private final int line;

  PemBlock(String label, Map<String, String> headers, byte[] content, int line) {
    this.label = label;
    this.headers = Collections.unmodifiableMap(headers);
    this.content = content;
    this.line = line;
  }

  /** The words after BEGIN, such as {@code CERTIFICATE}. */
  public String label() {
    return label;
  }

  /** A header of RFC 1421, such as {@code DEK-Info}; null where it is not there. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The decoded bytes, for the caller to use and, where they are secret, to wipe. */
  public byte[] content() {
    return content;
  }

  /** The number of the BEGIN line in its file, counted from 1. */
  public int line() {
    return line;
  }

  /** Whether the content is encrypted in the way of RFC 1421, section 4.6.1.1. */
  public boolean isEncryptedByHeader() {
    String type = headers.get("Proc-Type");
    return type != null && type.endsWith("ENCRYPTED");
  }

  /** Whether the block holds a private key, in whatever form. */
  public boolean isPrivateKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /** Whether the block holds a certificate that comes without trust settings of OpenSSL. */
  public boolean isCertificate() {
    return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
  }

  @Override
  public String toString() {
    return label + " (line " + line + ")";
  }
}

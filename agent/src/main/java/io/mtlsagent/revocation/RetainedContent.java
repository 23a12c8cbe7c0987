package io.mtlsagent.revocation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A list of moderate size kept in memory, for the rare signatures that are over the list itself
 * (EdDSA, RSASSA-PSS): its file may be gone or broken when its issuer is first seen.
 */
final class RetainedContent implements CrlContent {

  private static final int MAX_RETAINED = 4 * 1024 * 1024;

  private final byte[] bytes;
  private final String name;

  private RetainedContent(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  /** The content kept in memory, or as it is if it is too long for that. */
  static CrlContent of(CrlContent content, long length) throws IOException {
    if (length > MAX_RETAINED) {
      return content;
    }
    byte[] bytes = new byte[(int) length];
    try (DataInputStream in = new DataInputStream(content.open())) {
      in.readFully(bytes);
    }
    return new RetainedContent(bytes, content.name());
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public String name() {
    return name;
  }
}

package io.mtlsagent.revocation;

import java.io.IOException;
import java.io.InputStream;

/**
 * The DER bytes of one revocation list, which can be read again: they are not kept in memory, and
 * the signature is checked in a second pass once the issuer's key is known.
 */
public interface CrlContent {

  /** Opens the bytes from the start; need not be buffered. */
  InputStream open() throws IOException;

  /** What to call it in messages: a path or an address. */
  String name();
}

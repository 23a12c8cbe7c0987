package io.mtlsagent.authorization;

import java.security.MessageDigest;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** {@code SHA256:}, {@code SPKI:}: the SHA-256 of the certificate, or of its public key. */
final class HashPattern implements PeerPattern {

  /** What was hashed. */
  enum Subject {
    CERTIFICATE,
    PUBLIC_KEY
  }

  private static final int BYTES = 32;

  private final Subject subject;
  private final byte[] hash;

  HashPattern(Subject subject, byte[] hash) {
    this.subject = subject;
    this.hash = hash;
  }

  /** 32 bytes of hexadecimal digits, with a colon between all bytes or between none; else null. */
  static byte @Nullable [] parse(String text) {
    boolean colons = text.indexOf(':') >= 0;
    int step = colons ? 3 : 2;
    if (text.length() != BYTES * step - (colons ? 1 : 0)) {
      return null;
    }
    byte[] hash = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      int at = i * step;
      int high = digit(text.charAt(at));
      int low = digit(text.charAt(at + 1));
      boolean separated = !colons || i == 0 || text.charAt(at - 1) == ':';
      if (high < 0 || low < 0 || !separated) {
        return null;
      }
      hash[i] = (byte) (high << 4 | low);
    }
    return hash;
  }

  private static int digit(char character) {
    return character < 128 ? Character.digit(character, 16) : -1;
  }

  @Override
  public boolean covers(PeerNames peer) throws CertificateException {
    byte[] found = subject == Subject.CERTIFICATE ? peer.certificateHash() : peer.keyHash();
    return MessageDigest.isEqual(found, hash);
  }

  @Override
  public boolean touches(PeerNames peer) throws CertificateException {
    return covers(peer);
  }

  @Override
  public boolean canRead(PeerNames peer) {
    return true;
  }
}

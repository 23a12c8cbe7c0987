package io.mtlsagent.benchmark;

import io.mtlsagent.testing.Pki;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * Revocation lists with very many entries of 16 random bytes, with date and reason: 49 bytes each.
 */
public final class LongList {

  private static final byte[] ECDSA_WITH_SHA256 = {
    0x30, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
  };
  private static final byte[] KEY_COMPROMISE = {
    0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01, 0x01
  };
  private static final byte[] NUMBER = {0x06, 0x03, 0x55, 0x1D, 0x14};
  private static final int SERIAL = 16;

  private final Pki issuer;
  private final byte[] entries;

  private LongList(Pki issuer, byte[] entries) {
    this.issuer = issuer;
    this.entries = entries;
  }

  /** A list with so many entries, the same ones at each call. */
  public static LongList of(Pki issuer, int count) {
    Random random = new Random(count);
    byte[] date = utc(Instant.parse("2026-01-01T00:00:00Z"));
    ByteArrayOutputStream out = new ByteArrayOutputStream(49 * count);
    byte[] serial = new byte[SERIAL];
    for (int i = 0; i < count; i++) {
      random.nextBytes(serial);
      serial[0] = (byte) (0x10 | (serial[0] & 0x6F));
      out.write(0x30);
      out.write(2 + SERIAL + date.length + KEY_COMPROMISE.length);
      out.write(0x02);
      out.write(SERIAL);
      out.writeBytes(serial);
      out.writeBytes(date);
      out.writeBytes(KEY_COMPROMISE);
    }
    return new LongList(issuer, out.toByteArray());
  }

  /** Writes the list in one step, with a number. */
  public Path write(Path file, long number) throws IOException {
    Instant now = Instant.now();
    ByteArrayOutputStream content = new ByteArrayOutputStream(entries.length + 1024);
    content.writeBytes(new byte[] {0x02, 0x01, 0x01});
    content.writeBytes(ECDSA_WITH_SHA256);
    content.writeBytes(issuer.certificate().getSubjectX500Principal().getEncoded());
    content.writeBytes(utc(now.minusSeconds(60)));
    content.writeBytes(utc(now.plusSeconds(86_400)));
    if (entries.length > 0) {
      content.writeBytes(element(0x30, entries));
    }
    byte[] integer = element(0x02, BigInteger.valueOf(number).toByteArray());
    byte[] extension = element(0x30, joined(NUMBER, element(0x04, integer)));
    content.writeBytes(element(0xA0, element(0x30, extension)));
    byte[] signed = element(0x30, content.toByteArray());
    byte[] bits = element(0x03, joined(new byte[] {0}, signature(signed)));
    byte[] list = element(0x30, joined(joined(signed, ECDSA_WITH_SHA256), bits));
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(fresh, list);
    return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] signature(byte[] signed) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(issuer.authority().key().getPrivate());
      signer.update(signed);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utc(Instant time) {
    String text =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(time);
    return element(0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - skip));
      out.write(length, skip, length.length - skip);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] both = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}

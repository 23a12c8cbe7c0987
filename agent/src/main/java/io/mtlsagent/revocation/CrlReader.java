package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/**
 * Reads a CertificateList (RFC 5280, section 5.1) in one pass, a window at a time: what stays in
 * memory is the sorted index of its entries. The signature is not checked here.
 */
final class CrlReader {

  private static final int MAX_ELEMENT = 48 * 1024;

  private final CrlContent content;
  private final DerStream stream;

  private CrlReader(CrlContent content, DerStream stream) {
    this.content = content;
    this.stream = stream;
  }

  /**
   * Reads a list.
   *
   * @throws CrlRefusedException if it is malformed or must not be used
   * @throws IOException if the bytes cannot be had
   */
  static CertificateRevocationList read(CrlContent content)
      throws IOException, CrlRefusedException {
    try (DerStream stream = new DerStream(content.open(), sha256())) {
      return new CrlReader(content, stream).certificateList();
    } catch (MalformedDerException | EOFException e) {
      throw new CrlRefusedException("it is not a well-formed revocation list: " + e.getMessage());
    }
  }

  static MessageDigest sha256() throws IOException {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no SHA-256", e);
    }
  }

  private CertificateRevocationList certificateList() throws IOException, CrlRefusedException {
    long outer = stream.header(DerReader.SEQUENCE);
    long end = stream.position() + outer;
    SignedPart signed = new SignedPart();
    stream.open(signed);
    long tbs = stream.header(DerReader.SEQUENCE);
    long tbsEnd = stream.position() + tbs;

    CertificateRevocationList.Parts parts = new CertificateRevocationList.Parts();
    boolean extensible = version();
    final byte[] innerAlgorithm = sequence();
    stream.flushTap();
    signed.digestWith(CrlSignature.of(innerAlgorithm, new byte[0]).digestName());
    parts.issuer = issuer();
    parts.thisUpdate = stream.elementInPlace(MAX_ELEMENT).time();
    parts.nextUpdate = nextUpdate(tbsEnd);
    CrlEntries entries = new CrlEntries(parts.issuer, extensible);
    if (stream.position() < tbsEnd && stream.tag() == DerReader.SEQUENCE) {
      entries(entries);
    }
    if (stream.position() < tbsEnd) {
      if (!extensible) {
        throw new MalformedDerException("a list of version 1 has extensions");
      }
      CrlExtensions.parse(stream.elementInPlace(MAX_ELEMENT), parts);
    }
    expect(tbsEnd);
    stream.closeTap();
    parts.signedDigest = signed.digest();

    byte[] algorithm = sequence();
    if (!Arrays.equals(algorithm, innerAlgorithm)) {
      throw new MalformedDerException("it names two different signature algorithms");
    }
    parts.signature = CrlSignature.of(algorithm, signatureValue());
    expect(end);
    parts.digest = stream.finish();
    parts.content =
        parts.signedDigest == null ? RetainedContent.of(content, stream.position()) : content;
    entries.build(parts);
    return new CertificateRevocationList(parts);
  }

  /** Whether the list is of version 2, which may have extensions. */
  private boolean version() throws IOException {
    if (stream.tag() != DerReader.INTEGER) {
      return false;
    }
    if (stream.elementInPlace(MAX_ELEMENT).integer().intValue() != 1) {
      throw new MalformedDerException("its version is neither 1 nor 2");
    }
    return true;
  }

  private X500Principal issuer() throws IOException, CrlRefusedException {
    byte[] name = sequence();
    if (name.length <= 2) {
      throw new CrlRefusedException("it names no issuer");
    }
    return principal(name);
  }

  static X500Principal principal(byte[] name) throws MalformedDerException {
    try {
      return new X500Principal(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedDerException("a name is malformed");
    }
  }

  private byte[] sequence() throws IOException {
    if (stream.tag() != DerReader.SEQUENCE) {
      throw new MalformedDerException("a sequence is missing");
    }
    return stream.element(MAX_ELEMENT);
  }

  private long nextUpdate(long tbsEnd) throws IOException, CrlRefusedException {
    int tag = stream.position() < tbsEnd ? stream.tag() : -1;
    if (tag != DerReader.UTC_TIME && tag != DerReader.GENERALIZED_TIME) {
      // RFC 5280, section 5.1.2.5: without it nobody could tell when the list is outdated.
      throw new CrlRefusedException("it has no nextUpdate");
    }
    return stream.elementInPlace(MAX_ELEMENT).time();
  }

  private void entries(CrlEntries entries) throws IOException, CrlRefusedException {
    long length = stream.header(DerReader.SEQUENCE);
    long start = stream.position();
    long end = start + length;
    while (stream.position() < end) {
      DerReader entry = stream.elementInPlace(MAX_ELEMENT);
      entries.add(stream.window(), entry, start, stream.position(), end);
    }
    expect(end);
  }

  private byte[] signatureValue() throws IOException {
    byte[] bits = stream.elementInPlace(MAX_ELEMENT).content(DerReader.BIT_STRING);
    if (bits.length < 1 || bits[0] != 0) {
      throw new MalformedDerException("its signature is no whole number of bytes");
    }
    return Arrays.copyOfRange(bits, 1, bits.length);
  }

  private void expect(long position) throws MalformedDerException {
    if (stream.position() != position) {
      throw new MalformedDerException("an element holds more than it may");
    }
  }
}

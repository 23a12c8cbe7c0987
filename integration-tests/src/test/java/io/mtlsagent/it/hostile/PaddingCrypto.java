package io.mtlsagent.it.hostile;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Adds zeros to the content of each record of TLS 1.3 (RFC 8446, section 5.4). */
final class PaddingCrypto extends BcTlsCrypto {

  private static final int ZEROS = 300;

  PaddingCrypto() {
    super(new SecureRandom());
  }

  @Override
  public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
      throws IOException {
    return new PaddingCipher(super.createCipher(parameters, encryption, mac));
  }

  private static final class PaddingCipher implements TlsCipher {

    private final TlsCipher cipher;

    PaddingCipher(TlsCipher cipher) {
      this.cipher = cipher;
    }

    /** The cipher appends the type to the content: it gets the padded content, and a last zero. */
    @Override
    public TlsEncodeResult encodePlaintext(
        long sequence,
        short type,
        ProtocolVersion version,
        int headerAllocation,
        byte[] plaintext,
        int offset,
        int length)
        throws IOException {
      byte[] padded =
          Arrays.copyOf(Arrays.copyOfRange(plaintext, offset, offset + length), length + 1 + ZEROS);
      padded[length] = (byte) type;
      TlsEncodeResult result =
          cipher.encodePlaintext(
              sequence, (short) 0, version, headerAllocation, padded, 0, padded.length);
      return new TlsEncodeResult(result.buf, result.off, result.len, (short) 23);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
      return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
      return cipher.getCiphertextEncodeLimit(plaintextLimit + ZEROS + 1);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
      return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
      return cipher.getPlaintextEncodeLimit(ciphertextLimit) - ZEROS - 1;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
        long sequence, short type, ProtocolVersion version, byte[] text, int offset, int length)
        throws IOException {
      return cipher.decodeCiphertext(sequence, type, version, text, offset, length);
    }

    @Override
    public void rekeyDecoder() throws IOException {
      cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
      cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
      return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
      return cipher.usesOpaqueRecordTypeEncode();
    }
  }
}

package io.mtlsagent.it.hostile;

import io.mtlsagent.testing.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The certificate that a scripted client shows, and the key that it signs with. P-256 alone. */
final class Signer {

  private Signer() {}

  static TlsCredentialedSigner of(
      TlsContext context, BcTlsCrypto crypto, Issued shown, PrivateKey key) {
    SignatureAndHashAlgorithm algorithm =
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    try {
      AsymmetricKeyParameter parameter = PrivateKeyFactory.createKey(key.getEncoded());
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context),
          crypto,
          parameter,
          chain(context, crypto, shown),
          algorithm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Certificate chain(TlsContext context, BcTlsCrypto crypto, Issued shown)
      throws IOException {
    X509Certificate[] chain = shown.chain();
    TlsCertificate[] certificates = new TlsCertificate[chain.length];
    CertificateEntry[] entries = new CertificateEntry[chain.length];
    for (int i = 0; i < chain.length; i++) {
      try {
        certificates[i] = crypto.createCertificate(chain[i].getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException(e);
      }
      entries[i] = new CertificateEntry(certificates[i], null);
    }
    boolean tls13 = ProtocolVersion.TLSv13.equals(context.getServerVersion());
    return tls13 ? new Certificate(new byte[0], entries) : new Certificate(certificates);
  }

  /** Signs something else than it is asked to. */
  static TlsCredentialedSigner ofAnotherTranscript(TlsCredentialedSigner honest) {
    return new DefaultSignerOfOther(honest);
  }

  private static final class DefaultSignerOfOther implements TlsCredentialedSigner {

    private final TlsCredentialedSigner honest;

    DefaultSignerOfOther(TlsCredentialedSigner honest) {
      this.honest = honest;
    }

    @Override
    public Certificate getCertificate() {
      return honest.getCertificate();
    }

    @Override
    public byte[] generateRawSignature(byte[] hash) throws IOException {
      byte[] other = hash.clone();
      other[0] ^= 1;
      return honest.generateRawSignature(other);
    }

    @Override
    public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
      return honest.getSignatureAndHashAlgorithm();
    }

    @Override
    public org.bouncycastle.tls.crypto.TlsStreamSigner getStreamSigner() {
      return null;
    }
  }
}

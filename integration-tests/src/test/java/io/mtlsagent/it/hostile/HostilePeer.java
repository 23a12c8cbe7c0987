package io.mtlsagent.it.hostile;

import io.mtlsagent.testing.Issued;
import java.security.PrivateKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The settings of a scripted client: one version of TLS, any server, its identities in turn. */
final class HostilePeer extends DefaultTlsClient {

  private final BcTlsCrypto crypto;
  private final ProtocolVersion version;
  private final Trick trick;
  private final Deque<Issued> identities;
  private final PrivateKey otherKey;

  /**
   * @param identities what is shown in the first handshake, and in the ones after it
   * @param otherKey a key that belongs to none of them
   */
  HostilePeer(
      BcTlsCrypto crypto,
      String protocol,
      Trick trick,
      List<Issued> identities,
      PrivateKey otherKey) {
    super(crypto);
    this.crypto = crypto;
    this.version = protocol.equals("TLSv1.3") ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
    this.trick = trick;
    this.identities = new ArrayDeque<>(identities);
    this.otherKey = otherKey;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return version.only();
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) {}

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        return credentials();
      }
    };
  }

  private @Nullable TlsCredentials credentials() {
    boolean silent = trick == Trick.EMPTY_CERTIFICATE || trick == Trick.NO_CERTIFICATE_MESSAGE;
    Issued identity = silent ? null : identities.poll();
    if (identity == null) {
      return null;
    }
    PrivateKey key =
        trick == Trick.SIGNATURE_OF_ANOTHER_KEY ? otherKey : identity.key().getPrivate();
    TlsCredentialedSigner signer = Signer.of(context, crypto, identity, key);
    return trick == Trick.VERIFY_OF_ANOTHER_TRANSCRIPT
        ? Signer.ofAnotherTranscript(signer)
        : signer;
  }
}

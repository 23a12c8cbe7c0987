package io.mtlsagent.it.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;

/** Bouncy Castle's client, with one of its steps done otherwise. */
final class HostileProtocol extends TlsClientProtocol {

  private static final int FRAGMENT = 7;

  /** The DER of two zeros. */
  private static final byte[] ZEROS = {0x30, 6, 2, 1, 0, 2, 1, 0};

  private final Trick trick;
  private final byte[] request;
  private final OutputStream wire;

  HostileProtocol(InputStream in, OutputStream out, Trick trick, String request) {
    super(in, out);
    this.wire = out;
    this.trick = trick;
    this.request = request.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins another handshake on an established connection (TLS 1.2), and waits for its end. */
  void renegotiate() throws IOException {
    beginHandshake(true);
    blockForHandshake();
  }

  /** Sends a handshake message for which it is too late. */
  void sendAfterwards() throws IOException {
    byte[] message =
        switch (trick) {
          case CERTIFICATE_AFTERWARDS ->
              new byte[] {(byte) HandshakeType.certificate, 0, 0, 4, 0, 0, 0, 0};
          case FINISHED_AFTERWARDS -> message(HandshakeType.finished, 32);
          case CLIENT_HELLO_AFTERWARDS -> message(HandshakeType.client_hello, 64);
          default -> throw new IllegalStateException(trick + " comes before");
        };
    safeWriteRecord(ContentType.handshake, message, 0, message.length);
  }

  private static byte[] message(short type, int length) {
    byte[] message = new byte[4 + length];
    message[0] = (byte) type;
    message[3] = (byte) length;
    return message;
  }

  @Override
  protected void sendCertificateMessage(Certificate certificate, OutputStream endPointHash)
      throws IOException {
    if (sendsCertificate()) {
      super.sendCertificateMessage(certificate, endPointHash);
    }
    dropAfter(Trick.DROP_AFTER_CERTIFICATE);
    alertAfterCertificate();
  }

  @Override
  protected void send13CertificateMessage(Certificate certificate) throws IOException {
    if (sendsCertificate()) {
      super.send13CertificateMessage(certificate);
    }
    dropAfter(Trick.DROP_AFTER_CERTIFICATE);
    alertAfterCertificate();
  }

  private boolean sendsCertificate() {
    return trick != Trick.NO_CERTIFICATE_MESSAGE && trick != Trick.VERIFY_WITHOUT_CERTIFICATE;
  }

  @Override
  protected void sendCertificateVerifyMessage(DigitallySigned honest) throws IOException {
    if (trick != Trick.NO_CERTIFICATE_VERIFY) {
      super.sendCertificateVerifyMessage(changed(honest));
    }
  }

  @Override
  protected void send13CertificateVerifyMessage(DigitallySigned honest) throws IOException {
    if (trick != Trick.NO_CERTIFICATE_VERIFY) {
      super.send13CertificateVerifyMessage(changed(honest));
    }
  }

  private DigitallySigned changed(DigitallySigned honest) {
    byte[] signature = honest.getSignature().clone();
    SignatureAndHashAlgorithm algorithm = honest.getAlgorithm();
    if (trick == Trick.ZERO_SIGNATURE) {
      signature = ZEROS;
    } else if (trick == Trick.BAD_SIGNATURE) {
      signature[signature.length - 1] ^= 1;
    } else if (trick == Trick.ALGORITHM_NOT_OFFERED) {
      // MD5 with ECDSA: no server has offered it for many years
      algorithm = new SignatureAndHashAlgorithm((short) 1, (short) 3);
    }
    return new DigitallySigned(algorithm, signature);
  }

  @Override
  protected void sendChangeCipherSpec() throws IOException {
    if (trick == Trick.EARLY_APPLICATION_DATA) {
      safeWriteRecord(ContentType.application_data, request, 0, request.length);
    }
    dropAfter(Trick.DROP_BEFORE_FINISHED);
    super.sendChangeCipherSpec();
  }

  @Override
  protected void send13FinishedMessage() throws IOException {
    if (trick == Trick.EARLY_APPLICATION_DATA) {
      safeWriteRecord(ContentType.application_data, request, 0, request.length);
    }
    dropAfter(Trick.DROP_BEFORE_FINISHED);
    super.send13FinishedMessage();
  }

  @Override
  protected void sendClientHelloMessage() throws IOException {
    super.sendClientHelloMessage();
    dropAfter(Trick.DROP_AFTER_CLIENT_HELLO);
  }

  private void alertAfterCertificate() throws IOException {
    if (trick == Trick.ALERT_AFTER_CERTIFICATE) {
      throw new TlsFatalAlert(AlertDescription.user_canceled);
    }
  }

  private void dropAfter(Trick step) throws IOException {
    if (trick == step) {
      wire.close(); // before an alert is sent
      throw new SocketException("gone, as the script wants it");
    }
  }

  @Override
  protected void safeWriteRecord(short type, byte[] buffer, int offset, int length)
      throws IOException {
    if (trick != Trick.FRAGMENTED_RECORDS || type != ContentType.handshake) {
      super.safeWriteRecord(type, buffer, offset, length);
      return;
    }
    for (int at = 0; at < length; at += FRAGMENT) {
      super.safeWriteRecord(type, buffer, offset + at, Math.min(FRAGMENT, length - at));
    }
  }
}

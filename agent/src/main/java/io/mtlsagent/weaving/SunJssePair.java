package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import io.mtlsagent.handshake.InMemoryPair;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A client's and a server's {@code HandshakeContext} that saw the same ClientHello. Proven by the
 * secret that protects the server's application data (RFC 8446, section 7.1), which depends on the
 * key exchange and on all messages before; before TLS 1.3 by the master secret, if it is an
 * extended one: somebody between the two can bring both to the same plain one, and know it (RFC
 * 7627, section 1).
 */
final class SunJssePair implements InMemoryPair {

  private final SunJsseFields fields;
  private final WeakReference<Object> client;
  private final WeakReference<Object> server;
  private boolean proven;

  SunJssePair(SunJsseFields fields, Object clientHandshake, Object serverHandshake) {
    this.fields = fields;
    this.client = new WeakReference<>(clientHandshake);
    this.server = new WeakReference<>(serverHandshake);
  }

  @Override
  public synchronized boolean isProven() {
    Object clientHandshake = client.get();
    Object serverHandshake = server.get();
    if (!proven && clientHandshake != null && serverHandshake != null) {
      proven =
          same(
                  get(fields.handshakeReadSecret, clientHandshake),
                  get(fields.handshakeWriteSecret, serverHandshake))
              || same(masterSecret(clientHandshake), masterSecret(serverHandshake));
    }
    return proven;
  }

  private @Nullable Object masterSecret(Object handshake) {
    Object session = get(fields.handshakeSession, handshake);
    return Boolean.TRUE.equals(get(fields.sessionIsExtended, session))
        ? get(fields.sessionMasterSecret, session)
        : null;
  }

  private static boolean same(@Nullable Object first, @Nullable Object second) {
    if (!(first instanceof SecretKey) || !(second instanceof SecretKey)) {
      return false;
    }
    byte[] left = ((SecretKey) first).getEncoded();
    byte[] right = ((SecretKey) second).getEncoded();
    return left != null && right != null && left.length > 0 && MessageDigest.isEqual(left, right);
  }
}

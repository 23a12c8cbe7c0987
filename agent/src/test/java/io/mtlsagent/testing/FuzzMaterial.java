package io.mtlsagent.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Certificates kept in the tree, so that an input which once broke something does so again. Made by
 * {@link FuzzSeedsTest}.
 */
public final class FuzzMaterial {

  static final String FOLDER = "fuzz/";

  private FuzzMaterial() {}

  /** {@code root}, {@code keepers} (below it), {@code alice} (below that, client and server). */
  public static X509Certificate certificate(String name) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes(name + ".der")));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String file) {
    try (InputStream in = FuzzMaterial.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing: see FuzzSeedsTest");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A moment at which all of them are valid. */
  public static Instant now() {
    return certificate("alice").getNotBefore().toInstant().plusSeconds(3600);
  }

  public static Clock clock() {
    return Clock.fixed(now(), ZoneOffset.UTC);
  }
}

package io.mtlsagent.pem;

import java.io.ByteArrayInputStream;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a certificate of its DER by the JVM's own parser, but behind the back of {@link
 * CertificateFactory}.
 *
 * <p>From Java 11 on, the factory asks after each certificate whether security events are logged.
 * The first time, that loads the application's {@code System.LoggerFinder}, or java.util.logging
 * where {@code java.util.logging.config.file} is set (as Tomcat does), and opens every jar on the
 * class path to look for one: all of that is the application's to start. The provider behind the
 * factory does not ask.
 */
public final class CertificateParser {

  private static final String X509 = "X.509";

  private CertificateParser() {}

  /**
   * Parses exactly one certificate.
   *
   * @throws CertificateException where the bytes are no certificate
   */
  public static X509Certificate parse(byte[] der) throws CertificateException {
    if (!DerReader.isOneSequence(der)) {
      throw new CertificateException("it is cut off or followed by other bytes");
    }
    CertificateFactory factory = CertificateFactory.getInstance(X509);
    CertificateFactorySpi behind = behind(factory);
    Certificate certificate =
        behind == null
            ? factory.generateCertificate(new ByteArrayInputStream(der))
            : behind.engineGenerateCertificate(new ByteArrayInputStream(der));
    if (!(certificate instanceof X509Certificate)) {
      throw new CertificateException("it is no certificate");
    }
    return (X509Certificate) certificate;
  }

  /** Null for a provider that does not make its parts in the usual way. */
  private static @Nullable CertificateFactorySpi behind(CertificateFactory factory) {
    Provider.Service service = factory.getProvider().getService("CertificateFactory", X509);
    if (service == null) {
      return null;
    }
    try {
      Object made = service.newInstance(null);
      return made instanceof CertificateFactorySpi ? (CertificateFactorySpi) made : null;
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
  }
}

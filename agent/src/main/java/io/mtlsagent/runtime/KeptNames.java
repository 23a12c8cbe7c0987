package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.identity.Identity;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** The guard of {@code identity.keep-names}: a renewed certificate is for the same party. */
final class KeptNames {

  private static final String ALTERNATIVE_NAMES = "2.5.29.17";

  private KeptNames() {}

  /**
   * @throws ConfigurationException if subject or alternative names are not the same bytes as before
   */
  static void require(EndpointSettings settings, Identity before, Identity now)
      throws ConfigurationException {
    X509Certificate old = before.certificate();
    X509Certificate renewed = now.certificate();
    boolean sameSubject =
        Arrays.equals(
            old.getSubjectX500Principal().getEncoded(),
            renewed.getSubjectX500Principal().getEncoded());
    boolean sameNames =
        Arrays.equals(
            old.getExtensionValue(ALTERNATIVE_NAMES), renewed.getExtensionValue(ALTERNATIVE_NAMES));
    if (!sameSubject || !sameNames) {
      throw new ConfigurationException(
          now.certificate().getSubjectX500Principal().getName(),
          settings.keyPrefix() + "identity.keep-names",
          "the new certificate has "
              + (sameSubject ? "other alternative names" : "another subject")
              + " than the one in force, "
              + old.getSubjectX500Principal().getName(),
          "Have the certificate issued for the same names, or restart the JVM to change them");
    }
  }
}

package io.mtlsagent.identity;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;

/**
 * Whether this JVM can use keys on the Edwards curves: Java 15 brought the keys (JEP 339), Java 16
 * their use in TLS (JDK-8166596), and neither went back to older releases. A provider added to the
 * JVM may bring both.
 */
final class EdwardsSupport {

  private EdwardsSupport() {}

  static void require(String name) throws UnusableKeyException {
    if (!isSupported(name, System.getProperty("java.specification.version", ""))) {
      throw new UnusableKeyException(
          "holds an "
              + name
              + " key, which TLS in Java "
              + System.getProperty("java.specification.version")
              + " cannot use",
          "Run Java 16 or newer, or take an EC key on P-256");
    }
  }

  static boolean isSupported(String name, String javaVersion) {
    if (!javaVersion.startsWith("1.") && !isBefore16(javaVersion)) {
      return true;
    }
    try {
      // That of the JDK 15 makes keys, but its TLS does not know them.
      return !KeyFactory.getInstance(name).getProvider().getName().equals("SunEC");
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }

  private static boolean isBefore16(String javaVersion) {
    try {
      return Integer.parseInt(javaVersion) < 16;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

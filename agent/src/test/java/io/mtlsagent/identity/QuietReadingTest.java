package io.mtlsagent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading material in premain must not touch what the application may still want to set. */
class QuietReadingTest {

  @Test
  void readingPlainMaterialLoadsNoJsseNoLoggingAndNoBouncyCastle() throws Exception {
    assertThat(classesLoadedBy("plain"))
        .anyMatch(line -> line.contains(" io.mtlsagent.identity.PemIdentity "))
        .noneMatch(line -> line.contains(" sun.security.ssl."))
        .noneMatch(line -> line.contains(" javax.net.ssl."))
        .noneMatch(line -> line.contains(" javax.crypto.JceSecurity "))
        .noneMatch(line -> line.contains(" java.util.logging."))
        .noneMatch(line -> line.contains(" java.lang.System$LoggerFinder "))
        .noneMatch(line -> line.contains(" jdk.internal.event.EventHelper "))
        .noneMatch(line -> line.contains(" java.util.regex."))
        .noneMatch(line -> line.contains(" org.bouncycastle."));
  }

  /**
   * Nothing is said about logging here: Bouncy Castle has a logger, which is replaced only in the
   * agent's jar, and a signed jar, which the agent's is not.
   */
  @Test
  void readingProtectedMaterialLoadsNoJsseAndNoCiphers() throws Exception {
    assertThat(classesLoadedBy("protected"))
        .anyMatch(line -> line.contains(" io.mtlsagent.identity.Pkcs12File "))
        .noneMatch(line -> line.contains(" sun.security.ssl."))
        .noneMatch(line -> line.contains(" javax.net.ssl."))
        .noneMatch(line -> line.contains(" javax.crypto.JceSecurity "));
  }

  private static List<String> classesLoadedBy(String what) throws Exception {
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                Fixtures.kept().path("").toString(),
                what)
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    return output.lines().filter(line -> line.contains(" source: ")).toList();
  }

  /** The program of the child. */
  static final class Reader {

    public static void main(String[] arguments) throws Exception {
      File directory = new File(arguments[0]);
      if (arguments[1].equals("plain")) {
        readPlain(directory);
      } else {
        readProtected(directory);
      }
    }

    private static void readPlain(File directory) throws Exception {
      readPem(directory, "ec.chain.crt", "ec.key");
      readPem(directory, "rsa.chain.crt", "rsa.pkcs1.key");
      readPem(directory, "ed25519.chain.crt", "ed25519.key");
      readStore(directory, "ec.jks");
      AnchorFiles.read(Arrays.asList(new File(directory, "ca.crt")), "trust.certificates", null);
    }

    private static void readProtected(File directory) throws Exception {
      readPem(directory, "ec.crt", "ec.aes256-sha256.key");
      readPem(directory, "rsa.crt", "rsa.legacy-aes256.key");
      readStore(directory, "ec.p12");
      readStore(directory, "ec.legacy.p12");
      AnchorFiles.readKeyStore(
          new File(directory, "anchors.PKCS12"), null, secret(), "trust.keystore", null);
    }

    private static void readPem(File directory, String certificate, String key) throws Exception {
      IdentitySource.pem(new File(directory, certificate), new File(directory, key), "identity")
          .read(secret());
    }

    private static void readStore(File directory, String name) throws Exception {
      IdentitySource.keyStore(new File(directory, name), null, null, "identity").read(secret());
    }

    private static char[] secret() {
      return "secret".toCharArray();
    }
  }
}

package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar is shrunk to what is used: it still reads every format of keys. */
class PackagedFormatsIT {

  private static final Path FIXTURES =
      Project.root().resolve("agent/src/test/resources/io/mtlsagent/identity");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec.key",
        "ec384.key",
        "ec521.key",
        "ed25519.key",
        "ed448.key",
        "rsa.key",
        "rsa.pkcs1.key",
        "rsapss.key",
        "ec.sec1.key",
        "ec.sec1-no-public.key",
        "ec.no-public.key",
        "ec.3des.key",
        "ec.aes128-sha1.key",
        "ec.aes256-sha512.key",
        "ec.scrypt.key",
        "ec.pbe-3des.key",
        "ec.pbe-rc2.key",
        "ec.legacy-aes256.key",
        "rsa.legacy-des3.key",
      })
  void pemKeyIsRead(String key) throws Exception {
    String name = key.substring(0, key.indexOf('.'));
    assertReads(
        "identity.certificate=" + FIXTURES.resolve(name + ".chain.crt"),
        "identity.key=" + FIXTURES.resolve(key),
        "identity.key.password=secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec.p12", "ec.3des.p12", "ec.keytool.p12", "ec.jks", "ec.jceks"})
  void keyStoreIsRead(String store) throws Exception {
    assertReads(
        "identity.keystore=" + FIXTURES.resolve(store), "identity.keystore.password=secret");
  }

  private void assertReads(String... identity) throws IOException, InterruptedException {
    Path config = directory.resolve("c.properties");
    Files.writeString(
        config,
        String.join("\n", identity)
            + "\ntrust.certificates="
            + FIXTURES.resolve("ca.crt")
            + "\nrevocation=off\n");
    Process check =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    Project.agentJar().toString(),
                    "check",
                    config.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as("%s", output).isZero();
    assertThat(output).contains("handshake with ourselves: TLSv1.3");
  }
}

package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final Issued FIRST = ZOO.server("first");
  private static final Issued SECOND = ZOO.server("second");

  @TempDir Path directory;
  private ReloadedDirectory running;
  private InForce inForce;
  private Reload reload;

  @BeforeEach
  void start() throws Exception {
    write("own.crt", certificate(FIRST.certificate()));
    write("own.key", key(FIRST));
    write("ca.crt", certificate(ZOO.certificate()));
    configure("mode=enforce");
    running = ReloadedDirectory.of(directory);
    inForce = running.inForce();
    reload = running.reload();
  }

  @AfterEach
  void closeLog() {
    running.close();
  }

  private void configure(String... lines) throws Exception {
    write(
        "mtls.properties",
        "identity.certificate=own.crt\nidentity.key=own.key\ntrust.certificates=ca.crt\n"
            + String.join("\n", lines)
            + "\n");
  }

  private static String certificate(X509Certificate certificate) throws Exception {
    return PemText.of("CERTIFICATE", certificate.getEncoded());
  }

  private static String key(Issued issued) {
    return PemText.of("PRIVATE KEY", issued.key().getPrivate().getEncoded());
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text);
  }

  private List<String> linesOf(String action) throws Exception {
    return Files.readAllLines(directory.resolve("audit.jsonl")).stream()
        .filter(line -> line.contains("\"action\":\"" + action + "\""))
        .toList();
  }

  @Test
  void aLookAtTheSameFilesChangesNothing() throws Exception {
    Generation before = inForce.generation();
    reload.look();
    Files.setLastModifiedTime(directory.resolve("own.crt"), FileTime.fromMillis(1));
    reload.look();
    assertThat(inForce.generation()).isSameAs(before);
    assertThat(linesOf("config-reloaded")).isEmpty();
  }

  @Test
  void whatDoesNotChangeIsKept() throws Exception {
    Generation before = inForce.generation();
    configure("mode=permissive");
    reload.look();
    Generation now = inForce.generation();
    assertThat(now.configuration().mode()).isEqualTo(Mode.PERMISSIVE);
    assertThat(now.number()).isEqualTo(2);
    assertThat(now.revocation()).containsExactlyElementsOf(before.revocation());
  }

  @Test
  void aProblemIsToldOnceHoweverOftenItIsSeen() throws Exception {
    write("own.key", key(SECOND));
    for (int i = 0; i < 5; i++) {
      reload.look();
    }
    assertThat(linesOf("config-refused")).hasSize(1);
    assertThat(inForce.generation().number()).isEqualTo(1);
    write("own.crt", certificate(SECOND.certificate()));
    reload.look();
    assertThat(inForce.generation().number()).isEqualTo(2);
  }

  @Test
  void filesThatAreCutOffOrGoneLeaveEverythingInForce() throws Exception {
    Generation good = inForce.generation();
    int refused = 0;
    for (String name : List.of("own.crt", "own.key", "ca.crt", "mtls.properties")) {
      String whole = Files.readString(directory.resolve(name));
      if (!name.equals("mtls.properties")) {
        write(name, whole.substring(0, whole.length() / 2));
        reload.look();
        assertThat(linesOf("config-refused")).as("half of %s", name).hasSize(++refused);
      }
      Files.delete(directory.resolve(name));
      reload.look();
      assertThat(inForce.generation()).as("without %s", name).isSameAs(good);
      assertThat(linesOf("config-refused")).as("without %s", name).hasSize(++refused);
      write(name, whole);
      reload.look();
      assertThat(inForce.generation()).as("with %s again", name).isSameAs(good);
    }
  }

  @Test
  void theModeByCommandGoesBeforeTheFile() throws Exception {
    reload.setMode(Mode.OBSERVE);
    configure("mode=permissive", "user.rules=cn");
    reload.look();
    assertThat(inForce.generation().configuration().mode()).isEqualTo(Mode.OBSERVE);
    reload.setMode(null);
    assertThat(inForce.generation().configuration().mode()).isEqualTo(Mode.PERMISSIVE);
    assertThat(linesOf("mode-changed")).hasSize(2);
  }

  @Test
  void theModeByCommandIsToldAsThatAndNotAsAChangedFile() throws Exception {
    reload.setMode(Mode.OBSERVE);
    assertThat(reload.isModeSet()).isTrue();
    reload.setMode(null);
    assertThat(reload.isModeSet()).isFalse();
    configure("user.rules=san:dns");
    reload.look();
    assertThat(linesOf("config-reloaded"))
        .extracting(line -> line.replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1"))
        .containsExactly(
            "taken over: the mode that was set at run time",
            "taken over: the mode that is configured",
            "taken over: the configuration");
  }

  @Test
  void replacedGenerationsAreForgotten() throws Exception {
    List<WeakReference<Generation>> replaced = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      replaced.add(new WeakReference<>(inForce.generation()));
      Issued next = i % 2 == 0 ? SECOND : FIRST;
      write("own.key", key(next));
      write("own.crt", certificate(next.certificate()));
      configure("user.rules=" + (i % 2 == 0 ? "cn" : "san:dns,cn"));
      reload.look();
    }
    assertThat(inForce.generation().number()).isEqualTo(201);
    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(replaced).allMatch(reference -> reference.get() == null);
            });
  }
}

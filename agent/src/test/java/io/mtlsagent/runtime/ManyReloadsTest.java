package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Years of renewals in one JVM. Others have leaked a context with each of them (JDK-8298381); the
 * agent makes none.
 */
class ManyReloadsTest {

  private static final int RELOADS = 10_000;
  private static final int WARM_UP = 1_000;

  /** Less than a hundred bytes for each further reload: of none a trace is kept. */
  private static final long ALLOWED_GROWTH = 768 * 1024;

  private final Pki zoo = Pki.root("zoo");
  private final List<Issued> identities = List.of(zoo.server("first"), zoo.server("second"));

  @TempDir Path directory;
  private ReloadedDirectory running;
  private InForce inForce;
  private Reload reload;
  private RevocationWatch watch;

  @BeforeEach
  void start() throws Exception {
    write("ca.crt", PemText.of("CERTIFICATE", zoo.certificate().getEncoded()));
    change(0);
    running = ReloadedDirectory.of(directory);
    inForce = running.inForce();
    reload = running.reload();
    watch = running.watch();
  }

  @AfterEach
  void closeLog() {
    running.close();
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text);
  }

  /** Other rules and revocation data each time, another list and another key now and then. */
  private void change(int number) throws Exception {
    Issued own = identities.get(number / 4 % 2);
    write("own.crt", PemText.of("CERTIFICATE", own.certificate().getEncoded()));
    write("own.key", PemText.of("PRIVATE KEY", own.key().getPrivate().getEncoded()));
    // more at first: the JDK keeps the last 750 that the test itself has made
    if (number < WARM_UP || number % 10 == 0) {
      write("zoo.crl", PemText.of("X509 CRL", zoo.crl().getEncoded()));
    }
    write(
        "mtls.properties",
        "identity.certificate=own.crt\nidentity.key=own.key\ntrust.certificates=ca.crt\n"
            + "revocation.crl=zoo.crl\nrevocation.grace="
            + (number % 3)
            + "s\nuser.rules="
            + (number % 2 == 0 ? "cn" : "san:dns,cn")
            + "\nendpoint.orders.role=server\nendpoint.orders.ports=8443\n");
  }

  private void reload(int from, int to) throws Exception {
    for (int number = from; number <= to; number++) {
      change(number);
      reload.look();
      watch.look();
      // as the first connection after it would
      assertThat(inForce.generation().topLevel().endpoint()).isNotNull();
    }
    assertThat(inForce.generation().number()).isEqualTo(to + 1L);
  }

  @Test
  void tenThousandOfThemLeaveTheHeapFlat() throws Exception {
    reload(1, WARM_UP);
    long before = liveBytes();
    int threads = Thread.activeCount();
    reload(WARM_UP + 1, RELOADS);
    long after = liveBytes();
    assertThat(after - before)
        .as("live bytes after %d reloads %d, after %d %d", WARM_UP, before, RELOADS, after)
        .isLessThan(ALLOWED_GROWTH);
    assertThat(Thread.activeCount()).isEqualTo(threads);
  }

  /** The least of several looks: what is only waiting to be collected does not count. */
  private static long liveBytes() throws InterruptedException {
    List<Long> looks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      looks.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return looks.stream().min(Long::compare).orElseThrow();
  }
}

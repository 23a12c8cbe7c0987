package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents have dead-locked virtual machines at start, one time in a hundred. */
class ManyStartsIT {

  private static final int STARTS = 200;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void twoHundredStartsWithTlsInSeveralThreadsAllEnd() throws Exception {
    Path config = MutualTls.in(directory).config("starts").set("audit.file", "none").write();
    Launch launch =
        Launch.of(TestApp.EARLY_THREADS)
            .jvmOptions(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djavax.net.ssl.trustStore=NONE")
            .withAgent(config);
    List<Path> homes = LocalJdks.homes().toList();
    ExecutorService starters =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Execution>> all = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        Path home = homes.get(i % homes.size());
        all.add(starters.submit(() -> Execution.of(home, launch, LONGEST)));
      }
      for (Future<Execution> one : all) {
        Execution execution = one.get();
        assertThat(execution.exit()).as("%s", execution).isZero();
        assertThat(execution.outputText()).as("%s", execution).isEqualTo("DONE\n");
      }
    } finally {
      starters.shutdownNow();
    }
  }
}

package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** From the start of a large application's JVM until it listens, with and without the agent. */
final class ApplicationStartBenchmark {

  private static final int WARM_UP = 1;
  private static final double NANOS_PER_MILLI = 1e6;

  private final OneWayTls oneWay;
  private final Path configuration;

  ApplicationStartBenchmark(Path directory, Material material) throws IOException {
    this.oneWay = OneWayTls.in(directory.resolve("one-way"));
    this.configuration = material.enforce();
  }

  void run(Jvm jvm, int rounds) {
    System.out.println("                 ms by the clock       ms of processors");
    System.out.println(
        "                 agent  bare  ratio    agent  bare  ratio   ms more by the clock");
    for (TestApp app : List.of(TestApp.SPRING_BOOT, TestApp.KAFKA_BROKER)) {
      Launch bare = Launch.of(app, oneWay.serverArguments());
      Cost ours = new Cost();
      Cost theirs = new Cost();
      for (int round = -WARM_UP; round < rounds; round++) {
        measure(jvm, bare.withAgent(configuration), round < 0 ? new Cost() : ours);
        measure(jvm, bare, round < 0 ? new Cost() : theirs);
      }
      System.out.printf(
          Locale.ROOT,
          "  %-13s %6.0f %5.0f %6.2f   %6.0f %5.0f %6.2f   %6.0f%n",
          app,
          ours.clock.median(),
          theirs.clock.median(),
          ours.clock.median() / theirs.clock.median(),
          ours.processor.median(),
          theirs.processor.median(),
          ours.processor.median() / theirs.processor.median(),
          ours.clock.median() - theirs.clock.median());
    }
  }

  private static void measure(Jvm jvm, Launch launch, Cost cost) {
    long begin = System.nanoTime();
    try (RunningApp app = jvm.start(launch).awaitReady()) {
      double clock = (System.nanoTime() - begin) / NANOS_PER_MILLI;
      Duration processor =
          ProcessHandle.of(app.pid())
              .flatMap(process -> process.info().totalCpuDuration())
              .orElse(Duration.ZERO);
      cost.add(clock, processor.toMillis());
    }
  }
}

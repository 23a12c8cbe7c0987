package io.mtlsagent.it.benchmark;

/** What something took, by the clock and in processor time, of which other processes take less. */
final class Cost {

  final Samples clock = new Samples();
  final Samples processor = new Samples();

  void add(double byTheClock, double ofProcessors) {
    clock.add(byTheClock);
    processor.add(ofProcessors);
  }
}

package io.mtlsagent.it.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measurements of one thing. On a shared machine only the median and the least mean something. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return Collections.min(values);
  }

  /** The quotients of each measurement and that of the other taken in the same round. */
  Samples over(Samples other) {
    Samples quotients = new Samples();
    for (int i = 0; i < values.size(); i++) {
      quotients.add(values.get(i) / other.values.get(i));
    }
    return quotients;
  }
}

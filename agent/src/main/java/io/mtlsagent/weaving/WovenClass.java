package io.mtlsagent.weaving;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A class of a TLS stack and its hook points. Every one of them must be found in the class. */
final class WovenClass {

  private final String name;
  private final List<HookPoint> points;

  private WovenClass(String name, List<HookPoint> points) {
    this.name = name;
    this.points = points;
  }

  /**
   * @param name the internal name, with slashes
   */
  static WovenClass of(String name, HookPoint... points) {
    return new WovenClass(name, Collections.unmodifiableList(Arrays.asList(points.clone())));
  }

  String name() {
    return name;
  }

  List<HookPoint> points() {
    return points;
  }
}

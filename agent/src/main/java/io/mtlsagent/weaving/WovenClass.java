package io.mtlsagent.weaving;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A class of a TLS stack and its hook points. Every one of them must be found in the class. */
final class WovenClass {

  private final String name;
  private final boolean relocatable;
  private final List<HookPoint> points;

  private WovenClass(String name, boolean relocatable, List<HookPoint> points) {
    this.name = name;
    this.relocatable = relocatable;
    this.points = points;
  }

  /**
   * @param name the internal name, with slashes
   */
  static WovenClass of(String name, HookPoint... points) {
    return new WovenClass(name, false, Collections.unmodifiableList(Arrays.asList(points.clone())));
  }

  /**
   * A class that other libraries bring along under a package of their own, as gRPC does with Netty.
   *
   * @param name the end of the internal name that all copies have in common
   */
  static WovenClass anywhere(String name, HookPoint... points) {
    return new WovenClass(name, true, Collections.unmodifiableList(Arrays.asList(points.clone())));
  }

  String name() {
    return name;
  }

  /** Whether {@link #name} is the end of the names of several classes. */
  boolean isRelocatable() {
    return relocatable;
  }

  List<HookPoint> points() {
    return points;
  }
}

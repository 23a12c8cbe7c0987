package io.mtlsagent.cli.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that takes no more keys than its bound, and counts how often it had no place for one. */
final class BoundedMap<K, V> {

  private final Map<K, V> entries = new LinkedHashMap<>();
  private final int bound;
  private long refused;

  BoundedMap(int bound) {
    this.bound = bound;
  }

  /** The value of a key, made where it is new; null where there is no place for a new one. */
  @Nullable V obtain(K key, Function<K, V> maker) {
    V value = entries.get(key);
    if (value == null) {
      if (entries.size() >= bound) {
        refused++;
        return null;
      }
      value = maker.apply(key);
      entries.put(key, value);
    }
    return value;
  }

  /** The value of a key; null where it has none. */
  @Nullable V find(K key) {
    return entries.get(key);
  }

  /** In the order in which their keys came. */
  Collection<V> values() {
    return entries.values();
  }

  /** How often there was no place; 0 where the map tells everything. */
  long refused() {
    return refused;
  }
}

package io.mtlsagent.weaving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what becomes of each TLS stack, and passes on what is new. Used by many threads. */
final class CoverageLedger implements Diagnostics {

  /** As many places as people will read. */
  private static final int MOST_CONTEXTS = 16;

  private final Diagnostics next;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    final Set<String> classes = new LinkedHashSet<>();
    final Set<String> contexts = new LinkedHashSet<>();
    final Set<String> gaps = new LinkedHashSet<>();
    int contextsSeen;
  }

  CoverageLedger(Diagnostics next) {
    this.next = next;
  }

  @Override
  public void woven(String stack, String className) {
    boolean added;
    synchronized (this) {
      added = entry(stack).classes.add(className.replace('/', '.'));
    }
    if (added) {
      next.woven(stack, className);
    }
  }

  @Override
  public void notWoven(String stack, String className, String reason) {
    boolean added;
    synchronized (this) {
      added = entry(stack).gaps.add("the class " + className.replace('/', '.') + ": " + reason);
    }
    if (added) {
      next.notWoven(stack, className, reason);
    }
  }

  @Override
  public void uncovered(String stack, String reason) {
    boolean first;
    synchronized (this) {
      Entry entry = entry(stack);
      first = entry.gaps.isEmpty();
      if (entry.gaps.size() < MOST_CONTEXTS) {
        entry.gaps.add(reason);
      }
    }
    if (first) {
      next.uncovered(stack, reason);
    }
  }

  @Override
  public void replaced(String stack, String sentence) {
    next.replaced(stack, sentence);
  }

  @Override
  public void hookFailed(Throwable failure) {
    next.hookFailed(failure);
  }

  /** A context of the stack has been made on this thread. */
  void contextMade(String stack) {
    synchronized (this) {
      Entry entry = entry(stack);
      if (++entry.contextsSeen > MOST_CONTEXTS) {
        return; // some applications make one for each connection
      }
    }
    String place = CallSite.ofTlsContext();
    synchronized (this) {
      entry(stack).contexts.add(place);
    }
  }

  private Entry entry(String stack) {
    Entry entry = entries.get(stack);
    if (entry == null) {
      entry = new Entry();
      entries.put(stack, entry);
    }
    return entry;
  }

  /** What is known now. */
  synchronized Coverage snapshot() {
    List<Coverage.Stack> stacks = new ArrayList<>();
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      stacks.add(
          new Coverage.Stack(
              named.getKey(),
              new ArrayList<>(entry.classes),
              new ArrayList<>(entry.contexts),
              new ArrayList<>(entry.gaps)));
    }
    return new Coverage(stacks);
  }
}

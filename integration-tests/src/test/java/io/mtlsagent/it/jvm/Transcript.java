package io.mtlsagent.it.jvm;

import java.util.ArrayList;
import java.util.List;

/** Lines that grow while they are read; text comes in pieces of any size. */
final class Transcript {

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder unfinished = new StringBuilder();

  synchronized void add(String text) {
    unfinished.append(text);
    int end;
    while ((end = unfinished.indexOf("\n")) >= 0) {
      lines.add(unfinished.substring(0, end).replace("\r", ""));
      unfinished.delete(0, end + 1);
    }
  }

  synchronized List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (unfinished.length() > 0) {
      all.add(unfinished.toString());
    }
    return all;
  }
}

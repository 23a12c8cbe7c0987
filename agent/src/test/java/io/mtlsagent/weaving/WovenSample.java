package io.mtlsagent.weaving;

/** A class to weave into; has one method of each shape that matters. */
public class WovenSample {

  private final String name;

  public WovenSample(String name) {
    this.name = name;
  }

  /** Branches, so that the class has stack map frames. */
  public String greet(String whom) {
    if (whom.isEmpty()) {
      return "nobody";
    }
    return "greet(" + whom + ")";
  }

  public long add(long first, int second, boolean negative) {
    return negative ? first - second : first + second;
  }

  public int length(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return text.length();
  }

  @Override
  public String toString() {
    return name;
  }
}

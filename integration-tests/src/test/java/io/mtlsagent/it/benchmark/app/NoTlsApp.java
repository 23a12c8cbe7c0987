package io.mtlsagent.it.benchmark.app;

/** Ends at once. */
public final class NoTlsApp {

  private NoTlsApp() {}

  public static void main(String[] arguments) {
    System.out.println("done");
  }
}

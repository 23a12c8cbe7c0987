package example.devtools;

import example.spring.SpringBootApp;

/**
 * The Spring Boot application under its devtools: started anew in the same JVM, by a class loader
 * of its own, whenever a file changes in {@code --spring.devtools.restart.additional-paths}. Says
 * each time who has loaded it.
 */
public final class RestartedApp {

  private RestartedApp() {}

  public static void main(String[] arguments) {
    ClassLoader loader = SpringBootApp.class.getClassLoader();
    System.out.println(
        "LOADER " + loader.getClass().getSimpleName() + " " + System.identityHashCode(loader));
    SpringBootApp.main(arguments);
  }
}
